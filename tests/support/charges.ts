import { makeVendor } from '~tests/factories/make-vendor';
import { newId } from '~/lib/ids';
import { drainJobs } from './drain-jobs';
import { makePayer, type Payer } from './payer';
import type { World } from './world';

/** Helpers for stories of charges agreed beforehand. Its modules are of the app, so await it after startWorld. */
export async function chargeStories(world: World) {
  const { db } = await import('~/lib/db.server');
  const { advanceCharge } = await import('~/domain/scheduled-charges/advance-charge.server');
  const { lookAfterCharges } = await import('~/domain/scheduled-charges/look-after-charges.server');
  const { schedulePayment } = await import('~/domain/scheduled-charges/schedule-payment.server');
  const { verifyBooks } = await import('~/domain/books/verify-books.server');

  /** What the page would post for all that is payable. */
  const ask = async (payer: Payer, card: { methodId: string }, chargeOn: string, currency = 'USD') => {
    const { quote } = await payer.payAll({ kind: 'saved', methodId: card.methodId }, { currency });
    return { chargeId: newId(), currency, quote, methodId: card.methodId, chargeOn, cause: 'test' };
  };
  const chargeOf = (chargeId: string) => db.scheduledCharge.findUniqueOrThrow({ where: { id: chargeId } });
  return {
    ask,
    chargeOf,
    /** A customer of a vendor in a zone. */
    payerIn: async (timeZone = 'America/New_York') => makePayer({ vendorId: (await makeVendor({ timeZone })).id }),
    /** Schedules all that is payable. */
    async schedule(payer: Payer, card: { methodId: string }, chargeOn: string, now: Date): Promise<string> {
      const asked = await ask(payer, card, chargeOn);
      const result = await schedulePayment(payer.actor, asked, now);
      if (!result.ok) throw new Error(`not scheduled: ${result.refusal.kind}`);
      return asked.chargeId;
    },
    /** One minute of the clock: what is due is set going, and done. */
    async minute(now: Date) {
      await lookAfterCharges({ now });
      await drainJobs(() => now);
    },
    advance: (chargeId: string, now: Date) => advanceCharge({ chargeId, cause: 'test', now }),
    stateOf: async (chargeId: string) => (await chargeOf(chargeId)).state,
    paymentsOf: (chargeId: string) =>
      db.payment.findMany({ where: { scheduledChargeId: chargeId }, orderBy: { createdAt: 'asc' } }),
    mailsOf: async (payer: Payer) =>
      db.outgoingMail.findMany({ where: { vendorId: payer.actor.vendorId }, orderBy: { createdAt: 'asc' } }),
    kindsOf: async (payer: Payer) =>
      (await db.outgoingMail.findMany({ where: { vendorId: payer.actor.vendorId }, select: { kind: true } }))
        .map((mail) => mail.kind)
        .sort(),
    /** From now on the bank of a saved method says this, or yes. */
    async bankSays(card: { methodId: string }, says: string) {
      const { gatewayMethodId } = await db.paymentMethod.findUniqueOrThrow({ where: { id: card.methodId } });
      await world.ctl('POST', '/banks', { paymentMethod: gatewayMethodId, says });
    },
    /** How many settled charges the gateway has of these payments. */
    async captured(paymentIds: readonly string[]) {
      const truth = (await world.ctl('GET', '/truth')) as { charges: { metadata: Record<string, string> }[] };
      return truth.charges.filter((charge) => paymentIds.includes(charge.metadata['payment_id'] ?? '')).length;
    },
    /** How many intents the gateway was ever asked to make. */
    async intentsMade() {
      const stats = (await world.ctl('GET', '/stats')) as { requests: Record<string, number> };
      return stats.requests['POST /v1/payment_intents'] ?? 0;
    },
    findings: async (payer: Payer, now: Date) =>
      (await verifyBooks({ now })).filter(
        (finding) => finding.vendorId === payer.actor.vendorId && finding.severity === 'wrong',
      ),
  };
}
