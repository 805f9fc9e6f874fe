import type { CalendarDate } from '~/lib/dates';
import { invariant } from '~/lib/invariant';
import { sumMinor, type Currency } from '~/lib/money';

/** An amount as JSON can hold it exactly: the minor units in digits. */
export type Minor = string;

export type SnapshotInvoice = {
  number: string;
  summary: string;
  totalMinor: Minor;
  /** What this payment settled of it. */
  appliedMinor: Minor;
  /** What nobody had paid of it yet once this payment was in. */
  stillOpenMinor: Minor;
};

/**
 * Everything a receipt says, frozen when it is issued. Screen, PDF, mail and verification read this and
 * nothing else, so a later change of a name, an address or an invoice cannot change what was proven. What
 * is signed is `canonicalJson` of its packed form: a new field needs a new `version`, never another meaning of an old one.
 * Version 2 names the vendor's logo.
 */
export type ReceiptSnapshot = {
  version: 1 | 2;
  receiptId: string;
  number: string;
  issuedAt: string;
  vendor: {
    name: string;
    legalName: string;
    addressLines: string[];
    taxId: string | null;
    timeZone: string;
    brandColor: string | null;
    /** The picture by what it holds (SHA-256), so that no other can take its place; null on receipts of version 1 too. */
    logoHash: string | null;
  };
  payer: {
    name: string;
    number: string;
    addressLines: string[];
    taxId: string | null;
    contact: { name: string; email: string } | null;
  };
  /** `on` is the date in the vendor's time zone. */
  paid: { at: string; on: CalendarDate };
  /** outside: received without the gateway (cheque, wire, cash); credit: covered by credit alone. Neither has brand nor last four. */
  method: { kind: 'gateway' | 'outside' | 'credit'; brand: string | null; last4: string | null };
  gatewayReference: string | null;
  currency: Currency;
  invoices: SnapshotInvoice[];
  feeMinor: Minor;
  creditUsedMinor: Minor;
  /** Kept as credit: an overpayment, and money for invoices that were void when it came. */
  unappliedMinor: Minor;
  /** What was charged or received: nought where credit covered it all. */
  totalMinor: Minor;
};

/** Σ applied: what the invoices on the receipt got. */
export function appliedTotal(snapshot: Pick<ReceiptSnapshot, 'invoices'>): bigint {
  return sumMinor(snapshot.invoices.map((invoice) => BigInt(invoice.appliedMinor)));
}

/** What had been paid, credited or written off of an invoice before: total − this − paid now = still open. */
export function settledBefore(invoice: SnapshotInvoice): bigint {
  return BigInt(invoice.totalMinor) - BigInt(invoice.appliedMinor) - BigInt(invoice.stillOpenMinor);
}

/** Null when the figures re-add: applied + fee + unapplied − credit used = total. Otherwise what is wrong, in a sentence. */
export function checkSnapshotAddsUp(snapshot: ReceiptSnapshot): string | null {
  const parts =
    appliedTotal(snapshot) +
    BigInt(snapshot.feeMinor) +
    BigInt(snapshot.unappliedMinor) -
    BigInt(snapshot.creditUsedMinor);
  if (parts !== BigInt(snapshot.totalMinor)) return `the parts come to ${parts}, the total says ${snapshot.totalMinor}`;
  for (const amount of [snapshot.feeMinor, snapshot.unappliedMinor, snapshot.creditUsedMinor]) {
    if (BigInt(amount) < 0n) return 'a fee, credit or remainder is below zero';
  }
  if (BigInt(snapshot.totalMinor) < 0n) return 'the total is below zero';
  if (BigInt(snapshot.totalMinor) + BigInt(snapshot.creditUsedMinor) === 0n) return 'it is about nothing';
  if (BigInt(snapshot.creditUsedMinor) > appliedTotal(snapshot)) return 'more credit is used than is applied';
  if (snapshot.invoices.length === 0 && BigInt(snapshot.unappliedMinor) === 0n) return 'it names no invoice';
  const seen = new Set<string>();
  for (const invoice of snapshot.invoices) {
    if (seen.has(invoice.number)) return `${invoice.number} stands on it twice`;
    seen.add(invoice.number);
    const [total, applied, open] = [
      BigInt(invoice.totalMinor),
      BigInt(invoice.appliedMinor),
      BigInt(invoice.stillOpenMinor),
    ];
    if (applied <= 0n || open < 0n || applied + open > total)
      return `${invoice.number}: ${applied} applied and ${open} open do not fit in ${total}`;
  }
  return null;
}

/**
 * One text for one value: keys sorted, no spaces. PostgreSQL's jsonb forgets the order of keys, so the
 * signature needs its own.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(inKeyOrder(value));
}

/** A copy with the keys of every object in order; a thousand rows are then written by one native call. */
function inKeyOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inKeyOrder);
  if (typeof value === 'object' && value !== null) {
    const record = value as Record<string, unknown>;
    const ordered: Record<string, unknown> = {};
    for (const key of sorted(Object.keys(record))) ordered[key] = inKeyOrder(record[key]);
    return ordered;
  }
  return value;
}

/** Documents have few shapes, and a million of them are verified in a row: the keys of a shape are sorted once. */
const SHAPES: { keys: readonly string[]; sorted: readonly string[] }[] = [];
const MOST_SHAPES = 32;

function sorted(keys: readonly string[]): readonly string[] {
  const known = SHAPES.find(
    (shape) => shape.keys.length === keys.length && keys.every((key, at) => key === shape.keys[at]),
  );
  if (known) return known.sorted;
  const shape = { keys, sorted: keys.toSorted() };
  if (SHAPES.length < MOST_SHAPES) SHAPES.push(shape);
  return shape.sorted;
}

type StoredInvoice = [number: string, summary: string, totalMinor: Minor, appliedMinor: Minor, stillOpenMinor: Minor];

/** The snapshot as the database keeps it and as it is signed: an invoice is a bare row, which halves a receipt of a thousand. */
export type StoredSnapshot = Omit<ReceiptSnapshot, 'invoices' | 'vendor'> & {
  vendor: StoredVendor;
  invoices: StoredInvoice[];
};

type StoredVendor = Omit<ReceiptSnapshot['vendor'], 'logoHash'> & { logoHash?: string | null };

export function packSnapshot(snapshot: ReceiptSnapshot): StoredSnapshot {
  return {
    ...snapshot,
    vendor: storedVendor(snapshot),
    invoices: snapshot.invoices.map((i) => [i.number, i.summary, i.totalMinor, i.appliedMinor, i.stillOpenMinor]),
  };
}

/** Reads what `packSnapshot` made, as it comes out of the database. */
export function unpackSnapshot(stored: unknown): ReceiptSnapshot {
  const packed = stored as StoredSnapshot;
  invariant([1, 2].includes(packed.version), 'the snapshot is of a version this code can read');
  const invoices = packed.invoices.map(([number, summary, totalMinor, appliedMinor, stillOpenMinor]) => ({
    number,
    summary,
    totalMinor,
    appliedMinor,
    stillOpenMinor,
  }));
  return { ...packed, vendor: withLogo(packed.vendor), invoices };
}

/** Without a logo a document is of version 1, which has no word of it, so that a release from before logos reads it too. */
export function versionFor(logoHash: string | null): 1 | 2 {
  return logoHash === null ? 1 : 2;
}

export function storedVendor({ version, vendor }: Pick<ReceiptSnapshot, 'version' | 'vendor'>): StoredVendor {
  const { logoHash, ...rest } = vendor;
  return version === 1 ? rest : { ...rest, logoHash };
}

/** Documents of version 1 name no logo. */
export function withLogo(vendor: StoredVendor): ReceiptSnapshot['vendor'] {
  return { ...vendor, logoHash: vendor.logoHash ?? null };
}
