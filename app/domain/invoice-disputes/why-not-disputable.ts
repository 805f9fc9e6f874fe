import type { InvoiceDetail } from '~/domain/invoices/invoice-detail';
import type { DisputeRefusal } from './invoice-dispute';

/** What the form can say beforehand; disputeInvoice looks again under lock. Null: it can be disputed. */
export function whyNotDisputable(
  actor: { role: 'payer' | 'viewer' },
  { inFlightMinor, disputedMinor, reason }: Pick<InvoiceDetail, 'inFlightMinor' | 'disputedMinor' | 'reason'>,
): DisputeRefusal | null {
  if (actor.role === 'viewer') return { kind: 'viewer' };
  if (inFlightMinor > 0n && reason !== 'void' && reason !== 'disputed') return { kind: 'in-flight' };
  if (reason) return { kind: reason };
  return disputedMinor > 0n ? { kind: 'disputed' } : null;
}
