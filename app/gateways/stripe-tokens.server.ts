import { viewMethod, type MethodView } from './method-view';
import { ask, GatewayOutage, stripe, wellFormed } from './stripe.server';

/** What a payer typed into the gateway's own fields, as far as anybody but the gateway may know it. */
export type TypedMethod = Pick<MethodView, 'kind' | 'brand' | 'last4' | 'funding'>;

/** The card or account behind a one-time token that the browser made. Looking at it does not use it up. */
export async function retrieveTypedMethod(confirmationTokenId: string): Promise<TypedMethod> {
  return ask(async () => {
    const token = wellFormed(await stripe().confirmationTokens.retrieve(confirmationTokenId), 'confirmation_token');
    const method = token.payment_method_preview && viewMethod({ id: token.id, ...token.payment_method_preview });
    if (!method) throw new GatewayOutage('a confirmation token without a card or account');
    const { kind, brand, last4, funding } = method;
    return { kind, brand, last4, funding };
  });
}
