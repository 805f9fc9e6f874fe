import { findReader } from '~/domain/customers/find-reader.server';
import { languageOf } from '~/domain/customers/language-of.server';
import { queueMail } from '~/domain/mail/queue-mail.server';
import { methodName } from '~/domain/payment-methods/method-words';
import { debitFailedEmail, debitOnItsWayEmail, verifyAccountEmail } from '~/emails/debit';
import { retrieveIntent, type IntentView } from '~/gateways/stripe.server';
import { retrieveMandate } from '~/gateways/stripe-methods.server';
import { getConfig } from '~/lib/config.server';
import { dateIn, type CalendarDate } from '~/lib/dates';
import { db, transaction } from '~/lib/db.server';
import { formatsOf } from '~/lib/languages/formats';
import type { Language } from '~/lib/languages/language';
import { log } from '~/lib/log.server';
import type { Currency } from '~/lib/money';
import { paths } from '~/lib/paths';
import type { Jobs } from '~/lib/queue.server';
import type { PaymentState } from './payment-state';
import { declineWords } from './words';

const INVOICES_IN_MAIL = 20;

type Told = Jobs['send-debit-mail'] & { now: Date };

/** What must still be true for a mail to be worth sending: a debit that has ended has another one to tell of it. */
const TOLD_WHILE: Record<Told['about'], PaymentState> = {
  'on-its-way': 'processing',
  verify: 'action_required',
  failed: 'failed',
};

/**
 * Tells who pays by bank debit that it is on its way, that the account must be verified, or that it came back.
 * Safe to repeat: each is told once for a payment, and not at all when it is no longer so. None of them says that
 * anything is paid; the receipt does, once the money is there.
 */
export async function sendDebitMail({ paymentId, about, now }: Told): Promise<void> {
  const facts = await readFacts(paymentId);
  if (!facts || facts.state !== TOLD_WHILE[about] || !facts.gatewayIntentId) return;
  const to = await findReader({ ...facts, paymentId });
  if (!to) return log.warn({ paymentId, about }, 'nobody to tell of a bank debit');
  const mail = await compose(facts, about, await languageOf(facts));
  if (!mail) return;
  const { vendorId, customerId } = facts;
  await transaction((tx) =>
    queueMail(tx, {
      ...mail,
      dedupeKey: `debit:${about}:${paymentId}`,
      kind: `debit-${about}`,
      vendorId,
      customerId,
      to,
      now,
    }),
  );
}

type Facts = {
  paymentId: string;
  vendorId: string;
  customerId: string;
  state: PaymentState;
  currency: Currency;
  amountMinor: bigint;
  feeMinor: bigint;
  failureCode: string | null;
  methodBrand: string | null;
  methodLast4: string | null;
  expectedOn: CalendarDate | null;
  gatewayIntentId: string | null;
  invoiceCount: number;
  customerName: string;
  vendorName: string;
  vendorEmail: string;
  legalName: string;
  addressLines: string[];
  timeZone: string;
  creditorId: string | null;
  invoices: { number: string; amountMinor: string }[];
};

async function readFacts(paymentId: string): Promise<Facts | null> {
  // all vendors: the id comes from a job that was queued with the payment's own change.
  const [facts] = await db.$queryRaw<Facts[]>`
    SELECT p.id AS "paymentId", p.vendor_id AS "vendorId", p.customer_id AS "customerId", p.state, p.currency, p.amount_minor AS "amountMinor", p.fee_minor AS "feeMinor",
      p.failure_code AS "failureCode", p.method_brand AS "methodBrand", p.method_last4 AS "methodLast4", p.expected_on::text AS "expectedOn",
      p.gateway_intent_id AS "gatewayIntentId", p.invoice_count AS "invoiceCount", c.name AS "customerName", v.name AS "vendorName",
      v.email AS "vendorEmail", v.legal_name AS "legalName", v.address_lines AS "addressLines", v.time_zone AS "timeZone",
      v.sepa_creditor_id AS "creditorId",
      ARRAY(SELECT jsonb_build_object('number', i.number, 'amountMinor', (a.amount_minor + a.credit_minor)::text)
        FROM allocations a JOIN invoices i ON i.id = a.invoice_id AND i.vendor_id = a.vendor_id
        WHERE a.vendor_id = p.vendor_id AND a.payment_id = p.id ORDER BY i.due_on, i.id LIMIT ${INVOICES_IN_MAIL}::int) AS invoices
    FROM payments p JOIN customers c ON c.vendor_id = p.vendor_id AND c.id = p.customer_id JOIN vendors v ON v.id = p.vendor_id
    WHERE p.id = ${paymentId}::uuid -- all vendors: as above`;
  return facts ?? null;
}

async function compose(facts: Facts, about: Told['about'], language: Language) {
  const formats = formatsOf(language);
  const money = (minor: bigint) => formats.money(minor, facts.currency);
  const common = {
    language,
    vendorName: facts.vendorName,
    customerName: facts.customerName,
    amount: money(facts.amountMinor),
    fee: facts.feeMinor > 0n ? money(facts.feeMinor) : null,
    onInvoices: money(facts.amountMinor - facts.feeMinor),
    account: methodName({ brand: facts.methodBrand ?? '', last4: facts.methodLast4 ?? '' }, language),
    invoices: facts.invoices.map(({ number, amountMinor }) => ({ number, amount: money(BigInt(amountMinor)) })),
    moreInvoices: facts.invoiceCount - facts.invoices.length,
    paymentUrl: new URL(paths.payment(facts.paymentId), getConfig().APP_URL).href,
  };
  if (about === 'failed') {
    const words = declineWords(facts.failureCode, language);
    return debitFailedEmail({ ...common, reason: words.title, next: words.next });
  }
  const intent = await retrieveIntent(facts.gatewayIntentId ?? '');
  if (about === 'verify') {
    const { verification } = intent;
    if (!verification) return null;
    return verifyAccountEmail({ ...common, arrivesOn: formats.date(dateIn(facts.timeZone, verification.arrivesAt)) });
  }
  return debitOnItsWayEmail({
    ...common,
    expectedBy: facts.expectedOn && formats.date(facts.expectedOn),
    debitOn: intent.debitOn && formats.date(intent.debitOn),
    mandate: await mandateOf(facts, intent),
    vendorEmail: facts.vendorEmail,
  });
}

/** SEPA's mandate, noted with the payment for its page. US debits have no reference that a payer would see. */
async function mandateOf(facts: Facts, intent: IntentView) {
  if (intent.method?.kind !== 'sepa_debit' || !intent.mandateId) return null;
  const { reference } = await retrieveMandate(intent.mandateId);
  if (!reference) return null;
  await db.payment.updateMany({
    where: { id: facts.paymentId, vendorId: facts.vendorId },
    data: { mandateReference: reference },
  });
  return {
    reference,
    creditorName: facts.legalName,
    creditorId: facts.creditorId,
    creditorAddress: facts.addressLines.join(', '),
  };
}
