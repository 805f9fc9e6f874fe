import type { Because } from '~/domain/payments/apply-answer.server';
import type { RefundView } from '~/gateways/stripe-reversals.server';
import { invariant } from '~/lib/invariant';
import { applyRefundNews, type AppliedRefund, type RefundNews } from './advance-refund.server';
import type { RefundAnswer } from './ask-for-refund.server';
import type { RefundRow } from './refund-row.server';

export type AnsweredRefund = AppliedRefund & { known: boolean };

/** Brings our rows to what the gateway says, whatever it says and however often; where it says nothing they stay. */
export async function applyRefundAnswer(
  refund: RefundRow,
  answer: RefundAnswer,
  because: Because,
): Promise<AnsweredRefund> {
  switch (answer.kind) {
    case 'unknown':
      return { state: refund.state, failureCode: refund.failureCode, known: refund.bookedAt !== null };
    case 'absent':
      return known(refund, { state: 'cancelled', gatewayRefundId: null, failureCode: 'never_made' }, because);
    case 'refused':
      return known(refund, { state: 'failed', gatewayRefundId: null, failureCode: answer.code }, because);
    case 'refund':
      return known(refund, newsOf(refund, answer.refund), because);
  }
}

export function newsOf(refund: Pick<RefundRow, 'id' | 'amountMinor' | 'currency'>, view: RefundView): RefundNews {
  invariant(
    view.amountMinor === refund.amountMinor && view.currency === refund.currency,
    `refund ${view.id} gives back what refund ${refund.id} says`,
  );
  return { state: view.state, gatewayRefundId: view.id, failureCode: view.failureCode };
}

async function known(refund: RefundRow, news: RefundNews, because: Because): Promise<AnsweredRefund> {
  return { ...(await applyRefundNews(refund, news, because)), known: true };
}
