import type { Tx } from '~/lib/db.server';
import type { StoredKey } from './signing-key.server';
import type { Minor, ReceiptSnapshot, SnapshotInvoice } from './snapshot';

/** What a receipt is made of, as it stands in the caller's transaction. */
export type Settlement = Pick<ReceiptSnapshot, 'vendor' | 'payer' | 'currency' | 'gatewayReference'> & {
  paymentId: string;
  state: string;
  channel: string;
  customerId: string;
  /** ISO 8601, as PostgreSQL writes it in JSON. */
  settledAt: string;
  methodBrand: string | null;
  methodLast4: string | null;
  amountMinor: Minor;
  feeMinor: Minor;
  /** Kept as credit: an overpayment, and money for invoices that were void by then. */
  unappliedMinor: Minor;
  creditUsedMinor: Minor;
  invoices: SnapshotInvoice[];
  /** The receipt, if the payment has it already. */
  receipt: { id: string; number: string } | null;
  /** Newest first. */
  keys: StoredKey[];
};

/** The invoices that the payment settled as five columns; null where all of them were void by then. */
type Columns = {
  number: string[] | null;
  summary: string[];
  dueOn: string[];
  totalMinor: string;
  appliedMinor: string;
  stillOpenMinor: string;
};

/**
 * One statement; of each payment one row, one JSON text. The invoices come as columns, not as a thousand objects: half the
 * time in PostgreSQL and on the wire. Aggregates of one query take its rows in one order, so the columns
 * match; they are sorted here. Amounts are text, for JSON's numbers are floats. `held` is materialised so that
 * the planner starts from the payment, whatever it believes of the vendor's invoices.
 */
export async function readSettlements(
  tx: Tx,
  { paymentIds, vendorId }: { paymentIds: readonly string[]; vendorId: string },
): Promise<Settlement[]> {
  const rows = await tx.$queryRaw<{ settlement: string }[]>`
    WITH held AS MATERIALIZED (
      SELECT a.vendor_id, a.payment_id, a.invoice_id, a.amount_minor, a.credit_minor, coalesce(c.amount_minor, 0) AS surplus FROM allocations a
      LEFT JOIN credits c ON c.vendor_id = a.vendor_id AND c.payment_id = a.payment_id AND c.invoice_id = a.invoice_id AND c.source = 'voided_invoice'
      WHERE a.vendor_id = ${vendorId}::uuid AND a.payment_id = ANY(${paymentIds}::uuid[])
    ), settled AS MATERIALIZED (
      SELECT held.payment_id, sum(held.surplus) AS surplus, json_build_object('number', json_agg(i.number) FILTER (WHERE share.applied > 0),
        'summary', json_agg(i.summary) FILTER (WHERE share.applied > 0), 'dueOn', json_agg(i.due_on) FILTER (WHERE share.applied > 0),
        'totalMinor', string_agg(i.total_minor::text, ' ') FILTER (WHERE share.applied > 0), 'appliedMinor', string_agg(share.applied::text, ' ') FILTER (WHERE share.applied > 0),
        'stillOpenMinor', string_agg((i.total_minor - i.credited_minor - i.written_off_minor - i.paid_minor)::text, ' ') FILTER (WHERE share.applied > 0)) AS columns
      FROM held JOIN invoices i ON i.id = held.invoice_id AND i.vendor_id = held.vendor_id,
        LATERAL (SELECT held.amount_minor - held.surplus + CASE WHEN i.voided_at IS NULL THEN held.credit_minor ELSE 0 END AS applied) share
      GROUP BY held.payment_id)
    SELECT json_build_object(
      'paymentId', p.id, 'state', p.state, 'channel', p.channel, 'customerId', p.customer_id, 'settledAt', p.settled_at, 'currency', p.currency,
      'methodBrand', p.method_brand, 'methodLast4', p.method_last4, 'gatewayReference', coalesce(p.gateway_charge_id, p.gateway_intent_id),
      'amountMinor', p.amount_minor::text, 'feeMinor', p.fee_minor::text, 'unappliedMinor', (p.unapplied_minor + coalesce(settled.surplus, 0))::text,
      'creditUsedMinor', (SELECT coalesce(sum(m.amount_minor), 0)::text FROM credit_moves m WHERE m.vendor_id = p.vendor_id AND m.payment_id = p.id AND m.kind = 'used'),
      'vendor', json_build_object('name', v.name, 'legalName', v.legal_name, 'addressLines', coalesce(v.address_lines, '{}'),
        'taxId', v.tax_id, 'timeZone', v.time_zone, 'brandColor', v.brand_color, 'logoHash', v.logo_hash),
      'payer', json_build_object('name', c.name, 'number', c.number, 'addressLines', coalesce(c.address_lines, '{}'), 'taxId', c.tax_id,
        'contact', CASE WHEN person.id IS NOT NULL THEN json_build_object('name', person.name, 'email', person.email) END),
      'receipt', (SELECT json_build_object('id', r.id, 'number', r.number) FROM receipts r WHERE r.vendor_id = p.vendor_id AND r.payment_id = p.id),
      'keys', (SELECT coalesce(json_agg(json_build_object('id', k.id, 'sealed', encode(k.private_key, 'hex')) ORDER BY k.created_at DESC, k.id DESC), '[]')
        FROM signing_keys k),
      'columns', settled.columns
    )::text AS settlement
    FROM payments p
    JOIN vendors v ON v.id = p.vendor_id
    JOIN customers c ON c.vendor_id = p.vendor_id AND c.id = p.customer_id
    LEFT JOIN contacts ON contacts.vendor_id = p.vendor_id AND contacts.id = p.contact_id
    LEFT JOIN people person ON person.id = contacts.person_id
    LEFT JOIN settled ON settled.payment_id = p.id
    WHERE p.vendor_id = ${vendorId}::uuid AND p.id = ANY(${paymentIds}::uuid[])`;
  return rows.map((row) => {
    type Read = Omit<Settlement, 'invoices'> & { columns: Columns | null };
    const { columns, ...settlement } = JSON.parse(row.settlement) as Read;
    return { ...settlement, invoices: inDueOrder(columns) };
  });
}

function inDueOrder(columns: Columns | null): SnapshotInvoice[] {
  const numbers = columns?.number ?? null;
  if (columns === null || numbers === null) return [];
  const [total, applied, open] = [columns.totalMinor, columns.appliedMinor, columns.stillOpenMinor].map((column) =>
    column.split(' '),
  );
  const key = (at: number) => `${columns.dueOn[at]} ${numbers[at]}`;
  return numbers
    .map((number, at) => ({
      key: key(at),
      number,
      summary: columns.summary[at]!,
      totalMinor: total![at]!,
      appliedMinor: applied![at]!,
      stillOpenMinor: open![at]!,
    }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ key: _, ...invoice }) => invoice);
}
