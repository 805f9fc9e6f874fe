import type { MethodKind } from '~/domain/payment-methods/method-kind';
import { viewMethod, viewVerification, type MethodView, type Verification } from './method-view';
import { ask, GatewayOutage, GatewayRefusal, idOf, stripe, wellFormed } from './stripe.server';

/** Customers and what they have saved at the gateway, by the two rules of stripe.server.ts. */

/** `inPlaceOf` is one that was deleted there: a new one then, and the same for everybody who asks. */
export async function createCustomer(customer: { id: string; name: string; inPlaceOf?: string }): Promise<string> {
  return ask(async () => {
    const created = await stripe().customers.create(
      { name: customer.name, metadata: { customer_id: customer.id } },
      { idempotencyKey: ['customer', customer.id, customer.inPlaceOf].filter(Boolean).join(':') },
    );
    return wellFormed(created, 'customer').id;
  });
}

/** A way to save a card or bank account without paying; the browser confirms it with the returned secret. */
export async function createSetupIntent(input: {
  gatewayCustomerId: string;
  /** What it may be; the fields in the browser must offer the same. */
  kinds: readonly MethodKind[];
  key: string;
}): Promise<{ clientSecret: string }> {
  return ask(async () => {
    const intent = wellFormed(
      await stripe().setupIntents.create(
        { customer: input.gatewayCustomerId, allowed_payment_method_types: [...input.kinds], usage: 'off_session' },
        { idempotencyKey: `setup:${input.key}` },
      ),
      'setup_intent',
    );
    if (!intent.client_secret) throw new GatewayOutage('a setup intent without a secret');
    return { clientSecret: intent.client_secret };
  });
}

type GatewaySetup = Awaited<ReturnType<ReturnType<typeof stripe>['setupIntents']['retrieve']>>;

export type SetupView = {
  id: string;
  status: GatewaySetup['status'];
  gatewayCustomerId: string | null;
  method: MethodView | null;
  verification: Verification | null;
  failureCode: string | null;
};

export async function retrieveSetupIntent(id: string): Promise<SetupView> {
  return ask(async () => {
    const intent = wellFormed(await stripe().setupIntents.retrieve(id, { expand: ['payment_method'] }), 'setup_intent');
    const error = intent.last_setup_error;
    return {
      id: intent.id,
      status: intent.status,
      gatewayCustomerId: idOf(intent.customer),
      method: viewMethod(intent.payment_method),
      verification: viewVerification(intent.next_action),
      failureCode: error ? (error.decline_code ?? error.code ?? error.type) : null,
    };
  });
}

/** Attaches a method that exists at the gateway (the demo's ready-made ones) to a customer there. */
export async function attachMethod(gatewayMethodId: string, gatewayCustomerId: string): Promise<MethodView> {
  return ask(async () => {
    const method = viewMethod(
      wellFormed(
        await stripe().paymentMethods.attach(gatewayMethodId, { customer: gatewayCustomerId }),
        'payment_method',
      ),
    );
    if (!method) throw new GatewayOutage('an attached method of an unknown kind');
    return method;
  });
}

/** A method as it is there now, and whether it still belongs to a customer. */
export async function retrieveMethod(gatewayMethodId: string): Promise<MethodView & { attached: boolean }> {
  return ask(async () => {
    const method = wellFormed(await stripe().paymentMethods.retrieve(gatewayMethodId), 'payment_method');
    const view = viewMethod(method);
    if (!view) throw new GatewayRefusal('unknown_kind', 'The method is of a kind we do not keep.');
    return { ...view, attached: method.customer !== null };
  });
}

/** What a debit is called on the payer's statement, and whether its account may still be debited. */
export async function retrieveMandate(
  id: string,
): Promise<{ reference: string | null; active: boolean; gatewayMethodId: string | null }> {
  return ask(async () => {
    const mandate = wellFormed(await stripe().mandates.retrieve(id), 'mandate');
    return {
      reference: mandate.payment_method_details.sepa_debit?.reference ?? null,
      active: mandate.status !== 'inactive',
      gatewayMethodId: idOf(mandate.payment_method),
    };
  });
}

/** Takes a saved method away from its customer; one that is gone already counts as taken away. */
export async function detachMethod(gatewayMethodId: string): Promise<void> {
  try {
    await ask(async () => wellFormed(await stripe().paymentMethods.detach(gatewayMethodId), 'payment_method'));
  } catch (error) {
    if (!(error instanceof GatewayRefusal)) throw error;
  }
}
