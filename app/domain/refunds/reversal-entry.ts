import type { LedgerEntryDraft } from '~/domain/ledger/post-entries.server';
import type { Currency } from '~/lib/money';

type Movement = {
  id: string;
  vendorId: string;
  customerId: string;
  currency: Currency;
  sourceId: string;
  occurredAt: Date;
  clearing: 'gateway_clearing' | 'outside_clearing';
  amountMinor: bigint;
  feeMinor: bigint;
  unappliedMinor: bigint;
  lossMinor: bigint;
};

/** Money goes back: the customer owes again what it had settled. */
export function takenEntry(kind: 'refund_issued' | 'dispute_withdrawn', movement: Movement): LedgerEntryDraft {
  const { amountMinor, feeMinor, unappliedMinor, lossMinor } = movement;
  const receivable = amountMinor - feeMinor - unappliedMinor - lossMinor;
  return entry(kind, movement, { receivable, fees: feeMinor, credit: unappliedMinor, sign: 1n });
}

/** It returns: to the invoices as far as they are still owed, the rest is the customer's credit. */
export function returnedEntry(
  kind: 'refund_failed' | 'dispute_reinstated',
  movement: Movement & { creditedMinor: bigint },
): LedgerEntryDraft {
  const { amountMinor, feeMinor, unappliedMinor, lossMinor, creditedMinor } = movement;
  const receivable = amountMinor - feeMinor - unappliedMinor - lossMinor - creditedMinor;
  return entry(kind, movement, { receivable, fees: feeMinor, credit: unappliedMinor + creditedMinor, sign: -1n });
}

function entry(
  kind: LedgerEntryDraft['kind'],
  movement: Movement,
  { receivable, fees, credit, sign }: { receivable: bigint; fees: bigint; credit: bigint; sign: bigint },
): LedgerEntryDraft {
  const { id, vendorId, customerId, currency, sourceId, occurredAt, clearing, amountMinor, lossMinor } = movement;
  return {
    id,
    vendorId,
    currency,
    kind,
    sourceId,
    occurredAt,
    lines: [
      { account: 'receivable', customerId, amountMinor: sign * receivable },
      { account: 'fees', customerId, amountMinor: sign * fees },
      { account: 'customer_credit', customerId, amountMinor: sign * credit },
      { account: 'losses', customerId, amountMinor: sign * lossMinor },
      { account: clearing, customerId, amountMinor: -sign * amountMinor },
    ],
  };
}
