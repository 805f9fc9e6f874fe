import { languageOf } from '~/domain/customers/language-of.server';
import { lastTold } from '~/domain/mail/last-told.server';
import { queueMail } from '~/domain/mail/queue-mail.server';
import type { MethodKind } from '~/domain/payment-methods/method-kind';
import { methodName } from '~/domain/payment-methods/method-words';
import { chargeMovedEmail } from '~/emails/charge-moved';
import {
  aboveCapEmail,
  chargeCancelledEmail,
  chargeChangedEmail,
  chargeFailedEmail,
  chargeScheduledEmail,
} from '~/emails/scheduled-charge';
import { getConfig } from '~/lib/config.server';
import type { CalendarDate } from '~/lib/dates';
import { sql, transaction, type Tx } from '~/lib/db.server';
import { formatsOf } from '~/lib/languages/formats';
import type { Language } from '~/lib/languages/language';
import { log } from '~/lib/log.server';
import type { Currency } from '~/lib/money';
import { paths } from '~/lib/paths';
import type { Jobs } from '~/lib/queue.server';
import { leftOfLine } from './charge-row.server';
import { isWaiting, type ChargeKind, type ChargeState, type DropReason } from './charge-state';
import { cancelWords, chargeFailedWords, dropWords } from './charge-words';

const INVOICES_IN_MAIL = 20;

type Told = Jobs['send-charge-mail'] & { now: Date };

/**
 * Tells whoever agreed to a charge of it: that it is to come and how to stop it, that invoices dropped out, that it was
 * cancelled, that it moved with its due date, or that it came to nothing and what follows. Safe to repeat: each is told once. Of what is no longer so
 * nothing is told, nor of a day that was told already; that it was charged is told by its receipt. One that moved before
 * anything was told of it is announced. The charge's row is held until the mail is kept: what is true and what was told are read one mail after the other.
 */
export async function sendChargeMail({ chargeId, was, now, ...what }: Told): Promise<void> {
  await transaction(async (tx) => {
    // all vendors: the id comes from a job that was queued with the charge's own change.
    await tx.$queryRaw`SELECT FROM scheduled_charges WHERE id = ${chargeId}::uuid FOR NO KEY UPDATE`;
    const facts = await readFacts(tx, chargeId);
    if (!facts || !isStillSo(facts, what.about, what.mark)) return;
    const { vendorId, customerId, to, nextOn } = facts;
    const told = await lastTold(tx, { vendorId, id: chargeId, before: was ?? facts.chargeOn });
    if (what.about === 'moved' && told.day === nextOn) return;
    const { about, mark } = what.about === 'moved' && !told.written ? ANNOUNCED : what;
    if (!to) return log.warn({ chargeId, about }, 'nobody to tell of a scheduled charge');
    const mail = await compose(facts, { about, mark, was: told.day }, await languageOf(facts, tx));
    const tells = tellsDay(facts, about) ? { tells: { [chargeId]: nextOn } } : {};
    const dedupeKey = `charge:${about}:${chargeId}:${mark}`;
    await queueMail(tx, { ...mail, ...tells, dedupeKey, kind: `charge-${about}`, vendorId, customerId, to, now });
  });
}

/** As whoever makes a charge has it told. */
const ANNOUNCED = { about: 'scheduled', mark: '1' } as const;

function tellsDay({ state }: Facts, about: Told['about']): boolean {
  return about !== 'cancelled' && (about !== 'failed' || state === 'retrying');
}

type Line = { number: string; amountMinor: string; dueOn: CalendarDate; dropReason: DropReason | null };

type Facts = {
  id: string;
  vendorId: string;
  customerId: string;
  kind: ChargeKind;
  byStaff: boolean;
  state: ChargeState;
  reason: string | null;
  currency: Currency;
  agreedMinor: bigint;
  nowMinor: bigint;
  chargeOn: CalendarDate;
  nextOn: CalendarDate;
  paymentId: string;
  methodKind: MethodKind;
  brand: string;
  last4: string;
  capMinor: bigint | null;
  customerName: string;
  vendorName: string;
  vendorEmail: string;
  invoiceCount: number;
  leftCount: number;
  dropped: Line[];
  lines: Line[];
  to: string | null;
};

const line = sql`jsonb_build_object('number', i.number, 'amountMinor', l.amount_minor::text, 'dueOn', i.due_on, 'dropReason', l.drop_reason)`;

async function readFacts(tx: Tx, chargeId: string): Promise<Facts | null> {
  // all vendors: as above.
  const [facts] = await tx.$queryRaw<Facts[]>`
    SELECT c.id, c.vendor_id AS "vendorId", c.customer_id AS "customerId", c.kind, c.staff_id IS NOT NULL AS "byStaff", c.state, c.reason, c.currency, c.agreed_minor AS "agreedMinor",
      coalesce(sum(${leftOfLine}) FILTER (WHERE l.ended_at IS NULL), 0)::bigint AS "nowMinor", c.charge_on::text AS "chargeOn", c.next_on::text AS "nextOn",
      c.payment_id AS "paymentId", m.kind AS "methodKind", m.brand, m.last4, a.cap_minor AS "capMinor", cu.name AS "customerName", v.name AS "vendorName", v.email AS "vendorEmail",
      count(*)::int AS "invoiceCount", count(*) FILTER (WHERE l.drop_reason IS NULL)::int AS "leftCount",
      coalesce(jsonb_agg(${line} ORDER BY i.due_on, i.id) FILTER (WHERE l.drop_reason IS NOT NULL), '[]') AS dropped,
      coalesce(jsonb_agg(${line} ORDER BY i.due_on, i.id) FILTER (WHERE l.drop_reason IS NULL), '[]') AS lines,
      (SELECT p.email FROM contacts k JOIN people p ON p.id = k.person_id
       WHERE k.vendor_id = c.vendor_id AND k.customer_id = c.customer_id AND k.removed_at IS NULL AND (k.role = 'payer' OR k.id = c.contact_id)
       ORDER BY (k.id = c.contact_id) DESC, k.created_at, k.id LIMIT 1) AS "to"
    FROM scheduled_charges c JOIN vendors v ON v.id = c.vendor_id JOIN customers cu ON cu.vendor_id = c.vendor_id AND cu.id = c.customer_id
    JOIN payment_methods m ON m.vendor_id = c.vendor_id AND m.id = c.method_id LEFT JOIN autopays a ON a.vendor_id = c.vendor_id AND a.id = c.autopay_id
    JOIN scheduled_charge_invoices l ON l.vendor_id = c.vendor_id AND l.charge_id = c.id JOIN invoices i ON i.vendor_id = l.vendor_id AND i.id = l.invoice_id
    WHERE c.id = ${chargeId}::uuid -- all vendors: as above
    GROUP BY c.id, c.vendor_id, m.kind, m.brand, m.last4, a.cap_minor, cu.name, v.name, v.email`;
  return facts ?? null;
}

/** A mail that comes after the charge has moved on would be wrong; another one tells how it stands. */
function isStillSo({ state, leftCount, nowMinor }: Facts, about: Told['about'], mark: string): boolean {
  // Of one that is tried again its decline has told.
  if (about === 'scheduled') return state === 'scheduled' && nowMinor > 0n;
  if (about === 'changed') return state !== 'cancelled' && String(leftCount) === mark;
  if (about === 'cancelled') return state === 'cancelled';
  if (about === 'moved') return isWaiting(state) && nowMinor > 0n;
  return state === 'retrying' || state === 'failed';
}

function compose(
  facts: Facts,
  { about, mark, was }: Pick<Told, 'about' | 'mark'> & { was: CalendarDate | null },
  language: Language,
) {
  const formats = formatsOf(language);
  const money = (minor: bigint) => formats.money(minor, facts.currency);
  const page = (path: string) => new URL(path, getConfig().APP_URL).href;
  const rows = (lines: Line[]) => ({
    invoices: lines
      .slice(0, INVOICES_IN_MAIL)
      .map((each) => ({ number: each.number, amount: money(BigInt(each.amountMinor)) })),
    moreInvoices: Math.max(0, lines.length - INVOICES_IN_MAIL),
  });
  const common = {
    language,
    vendorName: facts.vendorName,
    customerName: facts.customerName,
    by: facts.byStaff ? ('staff' as const) : facts.kind === 'autopay' ? ('autopay' as const) : ('contact' as const),
    method: methodName({ brand: facts.brand, last4: facts.last4 }, language),
    on: formats.date(facts.nextOn),
    chargeUrl: page(paths.scheduledCharge(facts.id)),
    ...rows(facts.lines),
  };
  const dropped = facts.dropped.flatMap(({ number, dropReason, dueOn }) =>
    dropReason ? [dropWords({ number, dropReason, dueOn }, language)] : [],
  );
  switch (about) {
    case 'scheduled':
      return chargeScheduledEmail({ ...common, amount: money(facts.nowMinor) });
    case 'moved':
      return chargeMovedEmail({
        ...common,
        amount: money(facts.nowMinor),
        invoice: facts.lines.map(({ number }) => number).join(', '),
        debit: facts.methodKind !== 'card',
        was: was && formats.date(was),
        vendorEmail: facts.vendorEmail,
        invoicesUrl: page(paths.invoices),
      });
    case 'changed':
      return chargeChangedEmail({ ...common, amount: money(facts.nowMinor), dropped });
    case 'cancelled':
      return facts.reason === 'above-cap' && facts.capMinor !== null
        ? aboveCapEmail({
            ...common,
            amount: money(facts.agreedMinor),
            cap: money(facts.capMinor),
            payUrl: page(paths.invoices),
          })
        : chargeCancelledEmail({
            ...common,
            amount: money(facts.agreedMinor),
            why: cancelWords(facts.reason, language),
            dropped,
          });
    case 'failed': {
      const words = chargeFailedWords(facts.reason, facts.state === 'retrying' ? facts.nextOn : null, language);
      return chargeFailedEmail({
        ...common,
        ...words,
        amount: money(facts.agreedMinor),
        payUrl: page(`${paths.pay}?again=${mark}`),
      });
    }
  }
}
