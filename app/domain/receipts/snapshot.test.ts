import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumLines } from './receipt-words';
import {
  appliedTotal,
  canonicalJson,
  checkSnapshotAddsUp,
  packSnapshot,
  unpackSnapshot,
  type ReceiptSnapshot,
} from './snapshot';

const minor = fc.bigInt({ min: 0n, max: 10n ** 14n });

const invoice = fc.record({
  summary: fc.string(),
  applied: minor.map((n) => n + 1n),
  open: minor,
  settledBefore: minor,
});

/** Receipts as they are issued: the total is what the parts come to. */
const snapshots: fc.Arbitrary<ReceiptSnapshot> = fc
  .record({
    invoices: fc.array(invoice, { minLength: 1, maxLength: 40 }),
    fee: minor,
    unapplied: minor,
    name: fc.string(),
    last4: fc.option(fc.string()),
  })
  .map(({ invoices, fee, unapplied, name, last4 }) => ({
    version: 2,
    receiptId: '019a0000-0000-7000-8000-000000000000',
    number: 'R-2026-000031',
    issuedAt: '2026-03-05T21:14:00.000Z',
    vendor: {
      name,
      legalName: name,
      addressLines: [name],
      taxId: null,
      timeZone: 'Europe/Prague',
      brandColor: null,
      logoHash: null,
    },
    payer: { name, number: 'C-1', addressLines: [], taxId: null, contact: null },
    paid: { at: '2026-03-05T21:13:58.000Z', on: '2026-03-05' },
    method: { kind: 'gateway', brand: 'visa', last4 },
    gatewayReference: null,
    currency: 'USD',
    invoices: invoices.map(({ summary, applied, open, settledBefore }, at) => ({
      number: `INV-${at}`,
      summary,
      totalMinor: String(applied + open + settledBefore),
      appliedMinor: String(applied),
      stillOpenMinor: String(open),
    })),
    feeMinor: String(fee),
    creditUsedMinor: '0',
    unappliedMinor: String(unapplied),
    totalMinor: String(invoices.reduce((sum, { applied }) => sum + applied, 0n) + fee + unapplied),
  }));

/** The same value with the keys of all objects in another order, as jsonb hands it back. */
function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, entry]) => [key, shuffled(entry)]),
  );
}

describe('checkSnapshotAddsUp', () => {
  it('is content with every receipt whose total is the sum of its parts', () => {
    fc.assert(fc.property(snapshots, (snapshot) => checkSnapshotAddsUp(snapshot) === null));
  });

  it('notices any amount that is off by any sum', () => {
    const places = ['feeMinor', 'unappliedMinor', 'creditUsedMinor', 'totalMinor', 'applied'] as const;
    fc.assert(
      fc.property(
        snapshots,
        fc.constantFrom(...places),
        minor.map((n) => n + 1n),
        fc.nat(),
        (snapshot, place, by, at) => {
          const wrong = structuredClone(snapshot);
          if (place === 'applied') {
            const row = wrong.invoices[at % wrong.invoices.length]!;
            row.appliedMinor = String(BigInt(row.appliedMinor) + by);
          } else {
            wrong[place] = String(BigInt(wrong[place]) + by);
          }
          expect(checkSnapshotAddsUp(wrong)).not.toBeNull();
        },
      ),
    );
  });

  it('refuses an invoice that stands on it twice, one applied beyond its total, and a receipt of nothing', () => {
    const [snapshot] = fc.sample(snapshots, 1);
    const [first] = snapshot!.invoices;
    const total = (minor: bigint) => ({ totalMinor: String(BigInt(snapshot!.totalMinor) + minor) });
    const twice = { ...snapshot!, ...total(BigInt(first!.appliedMinor)), invoices: [...snapshot!.invoices, first!] };
    expect(checkSnapshotAddsUp(twice)).toContain('twice');
    const beyond = { ...first!, number: 'X', totalMinor: '5', appliedMinor: '6', stillOpenMinor: '0' };
    expect(checkSnapshotAddsUp({ ...snapshot!, ...total(6n), invoices: [...snapshot!.invoices, beyond] })).toContain(
      'X',
    );
    expect(
      checkSnapshotAddsUp({ ...snapshot!, invoices: [], feeMinor: snapshot!.totalMinor, unappliedMinor: '0' }),
    ).toContain('no invoice');
  });

  it('counts credit used against the total, up to all that was applied', () => {
    fc.assert(
      fc.property(snapshots, minor, (snapshot, credit) => {
        const used = credit % (appliedTotal(snapshot) + 1n);
        const withCredit = {
          ...snapshot,
          creditUsedMinor: String(used),
          totalMinor: String(BigInt(snapshot.totalMinor) - used),
        };
        expect(checkSnapshotAddsUp(withCredit)).toBeNull();
        expect(sumLines(withCredit).reduce((sum, line) => sum + line.amountMinor, 0n)).toBe(
          BigInt(withCredit.totalMinor),
        );
      }),
    );
  });
});

describe('the signed text', () => {
  it('is the same whatever order the database keeps the keys in', () => {
    fc.assert(
      fc.property(
        snapshots,
        (snapshot) => canonicalJson(shuffled(packSnapshot(snapshot))) === canonicalJson(packSnapshot(snapshot)),
      ),
    );
  });

  it('survives being stored and read', () => {
    fc.assert(
      fc.property(snapshots, (snapshot) => {
        const text = canonicalJson(packSnapshot(snapshot));
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        expect(unpackSnapshot(JSON.parse(text))).toEqual(snapshot);
      }),
    );
  });

  it('changes with every word and figure on the receipt', () => {
    fc.assert(
      fc.property(snapshots, fc.nat(), (snapshot, at) => {
        const text = canonicalJson(packSnapshot(snapshot));
        const leaves = leavesOf(packSnapshot(snapshot));
        const altered = structuredClone(packSnapshot(snapshot));
        setLeaf(altered, leaves[at % leaves.length]!);
        expect(canonicalJson(altered)).not.toBe(text);
      }),
    );
  });
});

type Path = (string | number)[];

function leavesOf(value: unknown, path: Path = []): Path[] {
  if (typeof value === 'string') return [path];
  if (typeof value !== 'object' || value === null) return [];
  const keyed = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return keyed.flatMap(([key, entry]) => leavesOf(entry, [...path, key]));
}

/** Puts one more sign at the end of one text. */
function setLeaf(root: unknown, path: Path): void {
  let holder = root as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) holder = holder[key] as Record<string | number, unknown>;
  const last = path.at(-1)!;
  holder[last] = `${String(holder[last])}0`;
}
