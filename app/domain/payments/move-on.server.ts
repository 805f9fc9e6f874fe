import { record } from '~/domain/audit/record.server';
import type { IntentView } from '~/gateways/stripe.server';
import { transaction } from '~/lib/db.server';
import type { Applied, Because } from './apply-answer.server';
import { lockPayment } from './lock-payment.server';
import type { PaymentRow } from './payment-row.server';
import { isFinal, type PaymentState } from './payment-state';

/** Notes a state that is not the end, or with null that nothing is known: a payment without any answer is then `checking`. The invoices stay held. */
export async function moveOn(
  payment: PaymentRow,
  to: { state: PaymentState | null; intentId: string | null; card?: IntentView['card'] },
  because: Because,
): Promise<Applied> {
  return transaction(async (tx) => {
    const current = await lockPayment(tx, payment);
    if (isFinal(current.state)) return { state: current.state, failureCode: current.failureCode };
    const state = to.state ?? (current.state === 'reserved' ? 'checking' : current.state);
    await tx.$executeRaw`
      UPDATE payments SET state = ${state}, synced_at = ${because.now}::timestamptz,
        gateway_intent_id = coalesce(gateway_intent_id, ${to.intentId}),
        method_brand = coalesce(${to.card?.brand ?? null}, method_brand), method_last4 = coalesce(${to.card?.last4 ?? null}, method_last4)
      WHERE vendor_id = ${payment.vendorId}::uuid AND id = ${payment.id}::uuid`;
    if (current.state !== state) {
      await record(tx, {
        vendorId: payment.vendorId,
        actor: because.actor,
        cause: because.cause,
        action: `payment.${state}`,
        subject: 'payment',
        subjectId: payment.id,
        data: { from: current.state, to: state },
      });
    }
    return { state, failureCode: null };
  });
}
