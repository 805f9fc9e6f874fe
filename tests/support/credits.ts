import type { StartPaymentInput } from '~/domain/payments/start-payment.types';
import { newId } from '~/lib/ids';
import type { Payer } from './payer';

const system = { kind: 'system', name: 'test' } as const;

/** Gives a payer credit by a credit note without an invoice; answers the lot's id. */
export async function giveCredit(
  payer: { actor: Pick<Payer['actor'], 'vendorId' | 'customerId'> },
  amountMinor: bigint,
  now: Date,
  currency = 'USD',
): Promise<string> {
  const { db } = await import('~/lib/db.server');
  const { issueCreditNote } = await import('~/domain/credits/issue-credit-note.server');
  const { vendorId, customerId } = payer.actor;
  const creditNoteId = newId();
  const of = { customerId, currency };
  const issued = await issueCreditNote(
    system,
    { creditNoteId, vendorId, of, amountMinor, reason: 'Goodwill', cause: 'test' },
    now,
  );
  if (!issued.ok) throw new Error(`no credit: ${issued.refusal.kind}`);
  return (await db.credit.findFirstOrThrow({ where: { vendorId, sourceId: creditNoteId } })).id;
}

/** What the page would post that pays all with so much credit. */
export async function withCredit(
  payer: Payer,
  method: StartPaymentInput['method'],
  creditMinor: bigint,
): Promise<StartPaymentInput> {
  return { ...(await payer.payAll(method)), creditMinor };
}

/** What a customer has of credit, lot by lot in order of age. */
export async function lotsOf(payer: Payer) {
  const { db } = await import('~/lib/db.server');
  const { vendorId, customerId } = payer.actor;
  const lots = await db.credit.findMany({
    where: { vendorId, customerId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return lots.map(({ source, amountMinor, heldMinor, usedMinor, refundedMinor, remainingMinor }) => ({
    source,
    amount: amountMinor,
    held: heldMinor,
    used: usedMinor,
    refunded: refundedMinor,
    left: remainingMinor,
  }));
}

/** What the books say of a customer's accounts. */
export async function accountsOf(payer: Payer): Promise<Record<string, bigint>> {
  const { db } = await import('~/lib/db.server');
  const rows = await db.ledgerLine.groupBy({
    by: ['account'],
    where: { vendorId: payer.actor.vendorId, customerId: payer.actor.customerId },
    _sum: { amountMinor: true },
  });
  return Object.fromEntries(rows.map((row) => [row.account, row._sum.amountMinor ?? 0n]));
}
