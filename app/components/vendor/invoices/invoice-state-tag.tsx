import { lateness } from '~/domain/invoices/ageing';
import type { DeskInvoice } from '~/domain/vendor-invoices/desk-invoice';
import { paymentStateWords, type PaymentState } from '~/domain/payments/payment-state';
import { Tag, type Tone } from '~/components/ui/tag';
import { formatDue, type CalendarDate } from '~/lib/dates';

const TONES: Record<Exclude<DeskInvoice['state'], 'open'>, Tone> = {
  processing: 'blue',
  disputed: 'amber',
  paid: 'green',
  void: 'neutral',
  archived: 'neutral',
  draft: 'neutral',
};

/** Where an invoice stands, in words: how late while it is open, at whom its payment waits while that is under way. */
export function InvoiceStateTag({ row, today }: { row: DeskInvoice; today: CalendarDate }) {
  if (row.state === 'open') return <Tag tone={lateness(row.dueOn, today)}>{formatDue(row.dueOn, today)}</Tag>;
  return <Tag tone={TONES[row.state]}>{row.state === 'processing' ? heldWords(row.paymentState) : row.state}</Tag>;
}

function heldWords(state: string | null): string {
  if (state === 'action_required') return 'waits for the payer';
  return state === null ? 'in payment' : paymentStateWords(state as PaymentState);
}
