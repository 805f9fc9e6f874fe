import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { canonicalJson } from '~/domain/receipts/snapshot';
import { db, pool } from '~/lib/db.server';
import type { Check, FoundRow } from './check.server';

const RECEIPTS_AT_ONCE = 1_000;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

type SignedRow = { id: string; vendorId: string; number: string; snapshot: unknown; signature: Buffer; keyId: string };

/** The one rule SQL cannot check: the signature still fits what the receipt says. */
export const receiptSignatures: Check = {
  invariant: 'I24',
  name: 'receipts-are-signed',
  promise: 'every receipt reads as it did when it was signed',
  find: async () => {
    const keys = await publicKeys();
    const found: FoundRow[] = [];
    // The next receipts are read while these are verified.
    let coming = readAfter(FIRST_ID);
    for (;;) {
      const receipts = await coming;
      const last = receipts.at(-1);
      if (!last) return found;
      coming = readAfter(last.id);
      const genuine = await Promise.all(receipts.map((receipt) => isGenuine(receipt, keys)));
      found.push(...receipts.filter((_receipt, index) => !genuine[index]).map(broken));
    }
  },
};

async function readAfter(id: string): Promise<SignedRow[]> {
  const { rows } = await pool.query<SignedRow>(
    `SELECT id, vendor_id AS "vendorId", number, snapshot, signature, key_id AS "keyId"
     FROM receipts WHERE id > $1 ORDER BY id LIMIT $2 -- all vendors`,
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

function broken(receipt: SignedRow): FoundRow {
  return {
    vendor_id: receipt.vendorId,
    subject: 'receipt',
    id: receipt.id,
    name: receipt.number,
    what: 'its signature does not fit what it says',
  };
}
