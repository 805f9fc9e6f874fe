import fc from 'fast-check';
import type { Payer } from '~tests/support/payer';
import { invoiceLine } from '~/domain/invoices/new-invoice';
import { addDays, dateIn } from '~/lib/dates';
import { newId } from '~/lib/ids';
import { sumMinor } from '~/lib/money';

/** The zone of the vendors that tests make. */
export const ZONE = 'America/New_York';

/** Issues an invoice at an instant of the past, as the vendor's own verb does. */
export async function issue(
  payer: Payer,
  at: Date,
  totalMinor: bigint,
  values: { number?: string; summary?: string; currency?: string } = {},
) {
  const { transaction } = await import('~/lib/db.server');
  const { issueInvoices } = await import('~/domain/invoices/issue-invoices.server');
  const id = newId();
  const on = dateIn(ZONE, at);
  const { number = id.slice(-12), summary = 'Work', currency = 'USD' } = values;
  const lines = [invoiceLine({ description: summary, unitPriceMinor: totalMinor })];
  const invoice = { id, customerId: payer.actor.customerId, number, currency, summary, lines, issuedAt: at };
  await transaction((tx) =>
    issueInvoices(tx, {
      vendorId: payer.actor.vendorId,
      invoices: [{ ...invoice, issuedOn: on, dueOn: addDays(on, 30) }],
    }),
  );
  return id;
}

export async function payOutside(payer: Payer, at: Date, invoiceId: string, amountMinor: bigint): Promise<void> {
  const { transaction } = await import('~/lib/db.server');
  const { recordOutsidePayments } = await import('~/domain/payments/record-outside-payments.server');
  const { vendorId, customerId } = payer.actor;
  const payment = {
    id: newId(),
    customerId,
    currency: 'USD',
    settledAt: at,
    allocations: [{ invoiceId, amountMinor }],
  };
  await transaction((tx) => recordOutsidePayments(tx, { vendorId, payments: [payment] }));
}

export async function voidInvoice({ actor: { vendorId } }: Payer, at: Date, invoiceId: string): Promise<void> {
  const { transaction } = await import('~/lib/db.server');
  const { postInvoiceVoidedEntries } = await import('~/domain/ledger/post-invoice-entries.server');
  await transaction(async (tx) => {
    await tx.$executeRaw`UPDATE invoices SET voided_at = ${at}, void_reason = 'Billed twice' WHERE vendor_id = ${vendorId}::uuid AND id = ${invoiceId}::uuid`;
    await postInvoiceVoidedEntries(tx, { vendorId, entries: [{ id: newId(), invoiceId }] });
  });
}

/** What the portal's own pages say: its total, and what they show apart as in flight or disputed. */
export async function portal({ actor }: Payer) {
  const { db } = await import('~/lib/db.server');
  const { openList } = await import('~/domain/invoices/open-list.server');
  const list = await openList(actor, new URLSearchParams('currency=USD'), ZONE, new Date());
  if (!list.ok) throw new Error('the list is there');
  const invoices = await db.invoice.findMany({
    where: {
      vendorId: actor.vendorId,
      customerId: actor.customerId,
      currency: 'USD',
      voidedAt: null,
      archivedAt: null,
    },
  });
  return {
    totalMinor: list.view.totals.find((total) => total.currency === 'USD')?.dueMinor ?? 0n,
    inFlightMinor: sumMinor(invoices.map((invoice) => invoice.inFlightMinor)),
    disputedMinor: sumMinor(invoices.map((invoice) => (invoice.disputedAt ? invoice.dueMinor : invoice.disputedMinor))),
  };
}

export type Step =
  | { do: 'issue'; minor: bigint }
  | { do: 'pay'; which: number; minor: bigint }
  | { do: 'void'; which: number }
  | { do: 'card' }
  | { do: 'begin' }
  | { do: 'cancel' }
  | { do: 'dispute'; which: number; minor: bigint }
  | { do: 'resolve'; which: number };

const often = (weight: number, arbitrary: fc.Arbitrary<Step>) => ({ weight, arbitrary });
const which = fc.nat(20);
const minor = fc.bigInt({ min: 50n, max: 90_000n });
/** Anything a customer and the vendor may do, with the hours that pass before it. */
export const steps = fc.array(
  fc.tuple(
    // Hours between steps: days, and the hours around midnight in the vendor's zone.
    fc.integer({ min: 0, max: 90 }),
    fc.oneof(
      often(4, fc.record({ do: fc.constant('issue' as const), minor })),
      often(3, fc.record({ do: fc.constant('pay' as const), which, minor })),
      often(1, fc.record({ do: fc.constant('void' as const), which })),
      often(1, fc.record({ do: fc.constant('card' as const) })),
      often(1, fc.record({ do: fc.constant('begin' as const) })),
      often(1, fc.record({ do: fc.constant('cancel' as const) })),
      often(2, fc.record({ do: fc.constant('dispute' as const), which, minor })),
      often(1, fc.record({ do: fc.constant('resolve' as const), which })),
    ),
  ),
  { minLength: 4, maxLength: 16 },
);

type StoredInvoice = {
  id: string;
  dueMinor: bigint;
  totalMinor: bigint;
  paidMinor: bigint;
  inFlightMinor: bigint;
  voidedAt: Date | null;
};

/** A customer whose story is played, and the plainest book-keeping there is: a list of dates and amounts. */
export class AccountStory {
  readonly book: { on: string; minor: bigint }[] = [];
  readonly invoices: string[] = [];
  waiting: string | null = null;
  cards: Record<string, Awaited<ReturnType<Payer['saveCard']>>> = {};
  constructor(readonly payer: Payer) {}

  get owedMinor() {
    return sumMinor(this.book.map((line) => line.minor));
  }

  async play(step: Step, at: Date): Promise<void> {
    const { db } = await import('~/lib/db.server');
    const { cancelPayment } = await import('~/domain/payments/cancel-payment.server');
    const { payer, book } = this;
    const on = dateIn(ZONE, at);
    const id = 'which' in step ? this.invoices[step.which % Math.max(this.invoices.length, 1)] : undefined;
    const invoice = id ? await db.invoice.findUniqueOrThrow({ where: { id, vendorId: payer.actor.vendorId } }) : null;
    if (step.do === 'issue') {
      this.invoices.push(await issue(payer, at, step.minor));
      book.push({ on, minor: step.minor });
    } else if (step.do === 'card' || step.do === 'begin') {
      await this.payAll(step.do, at);
    } else if (step.do === 'cancel') {
      if (this.waiting) await cancelPayment(payer.actor, { paymentId: this.waiting, cause: 'test' }, at);
      this.waiting = null;
    } else if (invoice) {
      await this.playOn(invoice, step, at, on);
    }
  }

  private async playOn(invoice: StoredInvoice, step: Step, at: Date, on: string) {
    const { pool } = await import('~/lib/db.server');
    const { disputeInvoice } = await import('~/domain/invoice-disputes/dispute-invoice.server');
    const { resolveDispute } = await import('~/domain/invoice-disputes/resolve-dispute.server');
    const { payer, book } = this;
    const { actor } = payer;
    if (step.do === 'pay' && !invoice.voidedAt && invoice.dueMinor > 0n) {
      const paidMinor = step.minor < invoice.dueMinor ? step.minor : invoice.dueMinor;
      await payOutside(payer, at, invoice.id, paidMinor);
      book.push({ on, minor: -paidMinor });
    } else if (step.do === 'void' && !invoice.voidedAt && invoice.paidMinor === 0n && invoice.inFlightMinor === 0n) {
      await voidInvoice(payer, at, invoice.id);
      book.push({ on, minor: -invoice.totalMinor });
    } else if (step.do === 'dispute') {
      const said = { id: newId(), invoiceId: invoice.id, message: '', reason: 'wrong-amount', cause: 'test' } as const;
      const half = step.minor < invoice.dueMinor ? step.minor : null;
      await pool.query('DELETE FROM rate_limits');
      await disputeInvoice(actor, { ...said, amountMinor: half }, at);
    } else if (step.do === 'resolve') {
      const { vendorId } = actor;
      await resolveDispute(
        { kind: 'system', name: 'test' },
        { vendorId, invoiceId: invoice.id, note: 'Done.', cause: 'test' },
        at,
      );
    }
  }

  /** Everything payable with a card, which settles at once or waits for the payer's bank. Money settles in real time. */
  private async payAll(how: 'card' | 'begin', at: Date): Promise<void> {
    const { startPayment } = await import('~/domain/payments/start-payment.server');
    const { payer } = this;
    const { totalMinor } = await portal(payer);
    // The gateway takes no less than half a dollar.
    if (totalMinor < 50n) return;
    const name = how === 'card' ? 'pm_card_visa' : 'pm_card_authenticationRequired';
    const card = (this.cards[name] ??= await payer.saveCard(name));
    let input = await payer.payAll(card);
    let answer = await startPayment(payer.actor, input, at);
    // The same invoice stands in the attempt that waits, and is shown anew.
    if (!answer.ok && answer.refusal.kind === 'changed' && this.waiting !== null) {
      input = await payer.payAll(card);
      answer = await startPayment(payer.actor, input, at);
    }
    if (!answer.ok) throw new Error(answer.refusal.kind);
    // A new attempt gives up the one that waits, which frees more than the quote has; it pays only what it showed.
    if (answer.payment.state === 'succeeded')
      this.book.push({ on: dateIn(ZONE, at), minor: -sumMinor(input.quote.map((line) => line.dueMinor)) });
    this.waiting = how === 'begin' ? input.paymentId : null;
  }
}
