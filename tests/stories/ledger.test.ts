import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LedgerEntryDraft } from '~/domain/ledger/post-entries.server';
import { newId } from '~/lib/ids';
import { makeCustomer } from '~tests/factories/make-customer';
import { makeVendor } from '~tests/factories/make-vendor';
import { startWorld, type World } from '~tests/support/world';

let world: World;
let lib: typeof import('~/lib/db.server');
let scope: { vendorId: string; customerId: string };

beforeAll(async () => {
  world = await startWorld();
  lib = await import('~/lib/db.server');
  const vendor = await makeVendor();
  scope = { vendorId: vendor.id, customerId: (await makeCustomer({ vendorId: vendor.id })).id };
});
afterAll(() => world.stop());

function entry(amounts: [LedgerEntryDraft['lines'][number]['account'], bigint][]): LedgerEntryDraft {
  return {
    id: newId(),
    vendorId: scope.vendorId,
    currency: 'USD',
    kind: 'payment_settled',
    sourceId: newId(),
    occurredAt: new Date('2026-03-05T12:00:00Z'),
    lines: amounts.map(([account, amountMinor]) => ({ account, customerId: scope.customerId, amountMinor })),
  };
}

async function post(draft: LedgerEntryDraft): Promise<boolean> {
  const { postEntry } = await import('~/domain/ledger/post-entries.server');
  return lib.transaction((tx) => postEntry(tx, draft));
}

describe('the ledger', () => {
  it('takes a movement once, however often and at once it is posted', async () => {
    const draft = entry([
      ['gateway_clearing', 10_300n],
      ['receivable', -10_000n],
      ['fees', -300n],
      ['customer_credit', 0n],
    ]);
    const answers = await Promise.all(Array.from({ length: 5 }, () => post({ ...draft, id: newId() })));
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect(await post(draft)).toBe(false);
    const written = await lib.db.ledgerEntry.findMany({
      where: { vendorId: scope.vendorId, sourceId: draft.sourceId },
      include: { lines: { orderBy: { position: 'asc' } } },
    });
    expect(written.map(({ lines }) => lines.map((line) => [line.account, line.amountMinor]))).toEqual([
      [
        ['gateway_clearing', 10_300n],
        ['receivable', -10_000n],
        ['fees', -300n],
      ],
    ]);
  });

  it('takes nothing that does not balance, from us or from anybody', async () => {
    const { InvariantError } = await import('~/lib/invariant');
    await expect(post(entry([['gateway_clearing', 1n]]))).rejects.toThrow(InvariantError);
    const draft = entry([]);
    await post(draft);
    const meddling = lib.db.$executeRaw`
      INSERT INTO ledger_lines (vendor_id, entry_id, position, currency, account, customer_id, amount_minor)
      VALUES (${scope.vendorId}::uuid, ${draft.id}::uuid, 1, 'USD', 'receivable', ${scope.customerId}::uuid, 5)`;
    await expect(meddling).rejects.toThrow(/does not balance/);
  });

  it.each([
    'UPDATE ledger_lines SET amount_minor = 1',
    'DELETE FROM ledger_lines',
    'DELETE FROM ledger_entries',
    'TRUNCATE ledger_lines',
  ])('refuses: %s', async (statement) => {
    await expect(lib.db.$executeRawUnsafe(statement)).rejects.toThrow(/append-only/);
  });
});
