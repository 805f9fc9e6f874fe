import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { canonicalJson } from '~/domain/receipts/snapshot';
import { db } from '~/lib/db.server';
import type { Check, FoundRow } from './check.server';

const RECEIPTS_AT_ONCE = 1_000;

type SignedRow = { id: string; vendorId: string; number: string; snapshot: unknown; signature: Uint8Array; keyId: string };

/** The one rule SQL cannot check: the signature still fits what the receipt says. */
export const receiptSignatures: Check = {
  invariant: 'I24',
  name: 'receipts-are-signed',
  promise: 'every receipt reads as it did when it was signed',
  find: async () => {
    const keys = await publicKeys();
    const found: FoundRow[] = [];
    for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
      const receipts = await db.$queryRaw<SignedRow[]>`
        SELECT id::text, vendor_id::text AS "vendorId", number, snapshot, signature, key_id::text AS "keyId"
        FROM receipts WHERE id > ${after}::uuid ORDER BY id LIMIT ${RECEIPTS_AT_ONCE}::int -- all vendors`;
      const genuine = await Promise.all(receipts.map((receipt) => isGenuine(receipt, keys)));
      found.push(...receipts.filter((_receipt, index) => !genuine[index]).map(broken));
      const last = receipts.at(-1);
      if (!last || receipts.length < RECEIPTS_AT_ONCE) return found;
      after = last.id;
    }
  },
};

async function publicKeys(): Promise<Map<string, KeyObject>> {
  const keys = await db.signingKey.findMany({ select: { id: true, publicKey: true } });
  return new Map(keys.map((key) => [key.id, createPublicKey({ key: Buffer.from(key.publicKey), format: 'der', type: 'spki' })]));
}

/** With a callback Node verifies on its other threads, so that both processors work. */
function isGenuine(receipt: SignedRow, keys: Map<string, KeyObject>): Promise<boolean> {
  const key = keys.get(receipt.keyId);
  if (!key) return Promise.resolve(false);
  return new Promise((resolve, reject) => {
    verify(null, Buffer.from(canonicalJson(receipt.snapshot)), key, receipt.signature, (error, fits) => (error ? reject(error) : resolve(fits)));
  });
}

function broken(receipt: SignedRow): FoundRow {
  return { vendor_id: receipt.vendorId, subject: 'receipt', id: receipt.id, name: receipt.number, what: 'its signature does not fit what it says' };
}
