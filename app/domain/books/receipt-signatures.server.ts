import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { canonicalJson } from '~/domain/receipts/snapshot';
import { db, pool } from '~/lib/db.server';
import type { Check, FoundRow } from './check.server';

const RECEIPTS_AT_ONCE = 1_000;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

type SignedRow = { id: string; vendorId: string; number: string; snapshot: unknown; signature: Buffer; keyId: string };

/** The rules SQL cannot check: the signature still fits what the receipt says. */
export const receiptSignatures: Check = {
  invariant: 'I24',
  name: 'receipts-are-signed',
  promise: 'every receipt reads as it did when it was signed',
  find: () => notGenuine('receipts', 'receipt'),
};

export const refundDocumentSignatures: Check = {
  invariant: 'I24',
  name: 'refund-documents-are-signed',
  promise: 'every refund document reads as it did when it was signed',
  find: () => notGenuine('refund_documents', 'refund document'),
};

type Signed = 'receipts' | 'refund_documents';

async function notGenuine(table: Signed, subject: string): Promise<FoundRow[]> {
  const keys = await publicKeys();
  const found: FoundRow[] = [];
  // The next ones are read while these are verified.
  let coming = readAfter(table, FIRST_ID);
  for (;;) {
    const signed = await coming;
    const last = signed.at(-1);
    if (!last) return found;
    coming = readAfter(table, last.id);
    const genuine = await Promise.all(signed.map((row) => isGenuine(row, keys)));
    found.push(...signed.filter((_row, index) => !genuine[index]).map((row) => broken(row, subject)));
  }
}

async function readAfter(table: Signed, id: string): Promise<SignedRow[]> {
  const { rows } = await pool.query<SignedRow>(
    `SELECT id, vendor_id AS "vendorId", number, snapshot, signature, key_id AS "keyId"
     FROM ${table} WHERE id > $1 ORDER BY id LIMIT $2 -- all vendors`,
    [id, RECEIPTS_AT_ONCE],
  );
  return rows;
}

async function publicKeys(): Promise<Map<string, KeyObject>> {
  const keys = await db.signingKey.findMany({ select: { id: true, publicKey: true } });
  return new Map(
    keys.map((key) => [key.id, createPublicKey({ key: Buffer.from(key.publicKey), format: 'der', type: 'spki' })]),
  );
}

/** With a callback Node verifies on its other threads, so that both processors work. */
function isGenuine(receipt: SignedRow, keys: Map<string, KeyObject>): Promise<boolean> {
  const key = keys.get(receipt.keyId);
  if (!key) return Promise.resolve(false);
  return new Promise((resolve, reject) => {
    verify(null, Buffer.from(canonicalJson(receipt.snapshot)), key, receipt.signature, (error, fits) =>
      error ? reject(error) : resolve(fits),
    );
  });
}

function broken(receipt: SignedRow, subject: string): FoundRow {
  return {
    vendor_id: receipt.vendorId,
    subject,
    id: receipt.id,
    name: receipt.number,
    what: 'its signature does not fit what it says',
  };
}
