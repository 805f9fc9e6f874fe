import { planCredit } from '~/domain/credits/plan-credit';
import { holdPayments, type Held } from '~/domain/payments/hold-payments.server';
import type { StaffPayer } from '~/domain/payments/payer';
import type { PaymentState } from '~/domain/payments/payment-state';
import { quoteTotal, type QuoteLine } from '~/domain/payments/quote';
import type { PaymentDraft } from '~/domain/payments/reserve-payment.server';
import type { StartPaymentRefusal } from '~/domain/payments/start-payment.types';
import { chargeRules } from '~/gateways/gateway-amount';
import { getConfig } from '~/lib/config.server';
import { log } from '~/lib/log.server';
import { paths } from '~/lib/paths';
import { lookAtCharges, type Charge } from './look-at-charges.server';
import type { TakenCharge } from './take-charges.server';
import { leaveOut, type LeftOut } from './write-outcomes.server';

/** `follow`: its payment tells how it stands. `over`: it has ended, or is another worker's. `again`: not known yet. */
export type Made = 'follow' | 'over' | 'again';

/** What is left to do of a charge: `ask` the gateway for the payment that is held now, or learn what became of one that somebody began before. */
export type Begun = { made: Made } | { ask: PaymentDraft; payer: StaffPayer; heldAt: number } | { began: PaymentState };

/** So often invoices may change between looking and holding before it is left for later. */
const LOOKS = 3;

/**
 * Holds the payments of charges of one batch that this worker has taken, many in a few statements: of each it is the one
 * payment under the id that was minted with the batch, whoever comes, however often. Invoices that can no longer be paid are
 * left out, each with its reason; never more is charged than staff confirmed. In the order given.
 */
export async function beginCharges(taken: readonly TakenCharge[], now: Date): Promise<Begun[]> {
  const begun = new Map<string, Begun>();
  for (let looked = 0; looked < LOOKS; looked++) {
    const open = taken.filter(({ paymentId }) => !begun.has(paymentId));
    if (open.length === 0) break;
    const charges = await lookAtCharges(open);
    const asking: Asking[] = [];
    for (const each of open) {
      const next = await sortOut(each, charges.get(each.paymentId), now).catch(notYet(each));
      if ('asked' in next) asking.push(next.asked);
      else begun.set(each.paymentId, next);
    }
    const held = asking.length > 0 ? await holdPayments(asking, now) : [];
    for (const [at, asked] of asking.entries()) {
      const next = await follow(asked, held[at]!, now).catch(notYet(asked.taken));
      if (next) begun.set(asked.taken.paymentId, next);
    }
  }
  return taken.map(({ paymentId }) => begun.get(paymentId) ?? { made: 'again' });
}

/** What befalls one holds up no other. */
const notYet =
  ({ paymentId }: TakenCharge) =>
  (err: unknown): Begun => {
    log.warn({ paymentId, err }, 'a charge of a batch could not be begun yet');
    return { made: 'again' };
  };

type Asking = { taken: TakenCharge; payer: StaffPayer; input: ReturnType<typeof askOf> };

async function sortOut(taken: TakenCharge, charge: Charge | undefined, now: Date): Promise<Begun | { asked: Asking }> {
  if (!charge) return { made: 'over' };
  if (charge.paymentState !== null) return { began: charge.paymentState };
  const { lines, left } = sort(charge);
  if (lines.length === 0 || left.length > 0) {
    const held = await leaveOut(taken, left, lines.length === 0, now);
    if (!held || lines.length === 0) return { made: 'over' };
  }
  return { asked: { taken, payer: payerOf(taken, charge), input: askOf(taken, charge, lines) } };
}

/** Null: something has changed meanwhile, look again. */
async function follow(
  { taken, payer, input }: Asking,
  held: PromiseSettledResult<Held>,
  now: Date,
): Promise<Begun | null> {
  if (held.status === 'rejected') return notYet(taken)(held.reason);
  const { value } = held;
  if (value.kind === 'held') return { ask: value.payment, payer, heldAt: performance.now() };
  if (value.kind === 'paid') return { made: 'follow' };
  const failure = value.kind === 'refused' ? failureOf(value.refusal) : null;
  if (failure === null) return null;
  const all = input.quote.map(({ invoiceId }): LeftOut => ({ invoiceId, outcome: 'failed', reason: failure }));
  await leaveOut(taken, all, true, now);
  return { made: 'over' };
}

/** What can be charged, and why the rest cannot. */
function sort(charge: Charge): { lines: QuoteLine[]; left: LeftOut[] } {
  const lines = charge.lines.filter((line) => line.reason === null);
  const creditPays = creditOf(charge, lines) === quoteTotal(lines);
  const chargeable = charge.methodId !== null || creditPays ? lines : [];
  const left = charge.lines.filter((line) => !chargeable.includes(line));
  return {
    lines: chargeable,
    left: left.map(({ invoiceId, reason }) => ({ invoiceId, outcome: 'skipped', reason: reason ?? 'no-method' })),
  };
}

/** Nobody is there to choose, so credit is used only where the vendor always wants it. */
function creditOf({ creditUse, creditMinor, currency }: Charge, lines: readonly QuoteLine[]): bigint {
  return creditUse === 'always' ? planCredit(quoteTotal(lines), creditMinor, chargeRules(currency)) : 0n;
}

function payerOf({ vendorId, batchId, fence }: TakenCharge, { staffId, role, customerId }: Charge): StaffPayer {
  return { kind: 'staff', channel: 'batch', staffId, role, vendorId, customerId, batchId, fence };
}

export const causeOf = (batchId: string) => `batch:${batchId}`;

function askOf({ paymentId, batchId }: TakenCharge, charge: Charge, lines: QuoteLine[]) {
  const { currency, methodId } = charge;
  return {
    paymentId,
    currency,
    quote: lines,
    creditMinor: creditOf(charge, lines),
    method: methodId === null ? { kind: 'none' as const } : { kind: 'saved' as const, methodId },
    returnUrl: new URL(paths.payment(paymentId), getConfig().APP_URL).href,
    inPlace: false,
    cause: causeOf(batchId),
  };
}

/** Why nothing was asked of the bank, and never will be; null: look again, something has changed meanwhile. */
function failureOf(refusal: StartPaymentRefusal): string | null {
  switch (refusal.kind) {
    case 'amount-out-of-range':
    case 'method-not-for-currency':
      return refusal.kind;
    default:
      return null;
  }
}
