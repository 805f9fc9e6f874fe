import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import { openedKeys } from '~/domain/receipts/signing-key.server';
import { canonicalJson } from '~/domain/receipts/snapshot';
import { db, pool } from '~/lib/db.server';
import { signedBy } from '~/lib/ed25519.server';
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

export const creditNoteSignatures: Check = {
  invariant: 'I24',
  name: 'credit-note-documents-are-signed',
  promise: 'the document of every credit note reads as it did when it was signed',
  find: () => notGenuine('credit_note_documents', 'credit note document'),
};

type Signed = 'receipts' | 'refund_documents' | 'credit_note_documents';

async function notGenuine(table: Signed, subject: string): Promise<FoundRow[]> {
  const keys = await keyring();
  const found: FoundRow[] = [];
  // The next ones are read while these are verified.
  let coming = readAfter(table, FIRST_ID);
  for (;;) {
    const signed = await coming;
    const last = signed.at(-1);
    if (!last) return found;
    coming = readAfter(table, last.id);
    for (const row of signed) if (!isGenuine(row, keys.get(row.keyId))) found.push(broken(row, subject));
    await breathe();
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

type Key = { publicKey: KeyObject; isOurs: ((text: string, signature: Buffer) => boolean) | null };

/**
 * Every public key, and what knows its signatures where this process can open its private half and the two belong
 * together.
 */
async function keyring(): Promise<Map<string, Key>> {
  const ours = await openedKeys();
  const keys = await db.signingKey.findMany({ select: { id: true, publicKey: true } });
  return new Map(
    keys.map(({ id, publicKey: stored }) => {
      const publicKey = createPublicKey({ key: Buffer.from(stored), format: 'der', type: 'spki' });
      const privateKey = ours.get(id);
      const isWhole = privateKey && createPublicKey(privateKey).equals(publicKey);
      return [id, { publicKey, isOurs: isWhole ? signedBy(privateKey) : null }];
    }),
  );
}

/**
 * Whoever holds the key knows its signatures in a fifth of the time. What it does not know, or was signed by a key that
 * this process cannot open, is verified.
 */
function isGenuine({ snapshot, signature }: SignedRow, key: Key | undefined): boolean {
  if (!key) return false;
  const text = canonicalJson(snapshot);
  return key.isOurs?.(text, signature) === true || verify(null, Buffer.from(text), key.publicKey, signature);
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
