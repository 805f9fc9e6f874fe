import { newId } from '~/lib/ids';

let made = 0;

export type InvoiceValues = {
  id: string;
  vendorId: string;
  customerId: string;
  number: string;
  currency: string;
  issuedOn: string;
  dueOn: string;
  summary: string;
  memo: string | null;
  totalMinor: bigint;
  taxMinor: bigint;
  /** Already paid outside the portal, as a payment of its own. */
  paidMinor: bigint;
  draft: boolean;
  disputeReason: string | null;
  voidReason: string | null;
  archived: boolean;
};

type Asked = Partial<InvoiceValues> & { vendorId: string; customerId: string };

/** One invoice in the state the test names, with its line, its ledger entry and, where paid, its payment. */
export async function makeInvoice(values: Asked): Promise<InvoiceValues> {
  const [invoice] = await makeInvoices(1, values);
  if (!invoice) throw new Error('one invoice was asked for');
  return invoice;
}

/** n invoices of one customer, in a constant number of statements. `each` says what is special about the one at an index. */
export async function makeInvoices(
  n: number,
  shared: Asked,
  each: (index: number) => Partial<InvoiceValues> = () => ({}),
): Promise<InvoiceValues[]> {
  const invoices = Array.from({ length: n }, (_, index) => ({ ...plain(shared), ...each(index) }));
  await insert(shared.vendorId, invoices);
  return invoices;
}

function plain(shared: Asked): InvoiceValues {
  made += 1;
  return {
    id: newId(),
    number: `T-${String(made).padStart(5, '0')}`,
    currency: 'USD',
    issuedOn: '2026-01-02',
    dueOn: '2026-02-01',
    summary: `Work order ${made}`,
    memo: null,
    totalMinor: 10_000n,
    taxMinor: 0n,
    paidMinor: 0n,
    draft: false,
    disputeReason: null,
    voidReason: null,
    archived: false,
    ...shared,
  };
}

async function insert(vendorId: string, invoices: readonly InvoiceValues[]): Promise<void> {
  const { transaction } = await import('~/lib/db.server');
  const { issueInvoices } = await import('~/domain/invoices/issue-invoices.server');
  const { recordOutsidePayments } = await import('~/domain/payments/record-outside-payments.server');
  const { postInvoiceVoidedEntries } = await import('~/domain/ledger/post-invoice-entries.server');
  await transaction(async (tx) => {
    await issueInvoices(tx, {
      vendorId,
      invoices: invoices.map((invoice) => ({
        ...invoice,
        issuedAt: invoice.draft ? null : new Date(`${invoice.issuedOn}T12:00:00Z`),
        lines: [
          {
            description: invoice.summary,
            quantityMilli: 1000n,
            unitPriceMinor: invoice.totalMinor - invoice.taxMinor,
            taxRateBp: 0,
            netMinor: invoice.totalMinor - invoice.taxMinor,
            taxMinor: invoice.taxMinor,
          },
        ],
      })),
    });
    await recordOutsidePayments(tx, {
      vendorId,
      payments: invoices
        .filter((invoice) => invoice.paidMinor > 0n)
        .map((invoice) => ({
          id: newId(),
          customerId: invoice.customerId,
          currency: invoice.currency,
          settledAt: new Date(`${invoice.issuedOn}T13:00:00Z`),
          allocations: [{ invoiceId: invoice.id, amountMinor: invoice.paidMinor }],
        })),
    });
    const marked = invoices.filter((invoice) => invoice.disputeReason || invoice.voidReason || invoice.archived);
    await tx.$executeRaw`
      UPDATE invoices i SET dispute_reason = n.dispute, disputed_at = i.issued_at + CASE WHEN n.dispute IS NOT NULL THEN interval '1 hour' END,
        void_reason = n.void, voided_at = i.issued_at + CASE WHEN n.void IS NOT NULL THEN interval '2 hours' END,
        archived_at = i.issued_at + CASE WHEN n.archived THEN interval '3 hours' END
      FROM unnest(
        ${marked.map((invoice) => invoice.id)}::uuid[],
        ${marked.map((invoice) => invoice.disputeReason)}::text[],
        ${marked.map((invoice) => invoice.voidReason)}::text[],
        ${marked.map((invoice) => invoice.archived)}::bool[]
      ) AS n (id, dispute, void, archived)
      WHERE i.vendor_id = ${vendorId}::uuid AND i.id = n.id`;
    await postInvoiceVoidedEntries(tx, {
      vendorId,
      entries: marked
        .filter((invoice) => invoice.voidReason)
        .map((invoice) => ({ id: newId(), invoiceId: invoice.id })),
    });
  });
}
