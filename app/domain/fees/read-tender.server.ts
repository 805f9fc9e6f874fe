import type { MethodKind } from '~/domain/payment-methods/method-kind';
import { GatewayOutage, GatewayRefusal } from '~/gateways/stripe.server';
import { retrieveTypedMethod, type TypedMethod } from '~/gateways/stripe-tokens.server';
import { refuse, type Result } from '~/lib/result';
import type { FeeRule, Tender } from './fee';

type Method = { kind: 'saved' } | { kind: 'new'; confirmationTokenId: string; of?: MethodKind };
type Known = { methodKind: MethodKind | null; methodFunding: string | null; feeRules: readonly FeeRule[] };
/** `typed`: the new card or account, where the gateway was asked. */
type Read = { tender: Tender; typed: TypedMethod | null };

/**
 * What is paid with, as far as a fee asks. A new card or account is what the gateway says of its one-time token before
 * anything is charged: only it knows a credit card, and the page's word is not taken. Where the vendor has no fee
 * nobody is asked. Changes nothing; refuses a token that the gateway does not know, and when it does not answer.
 */
export async function readTender(
  method: Method,
  { methodKind, methodFunding, feeRules }: Known,
): Promise<Result<Read, { kind: 'method-not-read' } | { kind: 'gateway-silent' }>> {
  if (method.kind === 'saved')
    return { ok: true, tender: { kind: methodKind ?? 'card', funding: methodFunding ?? 'unknown' }, typed: null };
  if (feeRules.length === 0)
    return { ok: true, tender: { kind: method.of ?? 'card', funding: 'unknown' }, typed: null };
  try {
    const typed = await retrieveTypedMethod(method.confirmationTokenId);
    return { ok: true, tender: { kind: typed.kind, funding: typed.funding }, typed };
  } catch (error) {
    if (error instanceof GatewayRefusal) return refuse({ kind: 'method-not-read' });
    if (error instanceof GatewayOutage) return refuse({ kind: 'gateway-silent' });
    throw error;
  }
}
