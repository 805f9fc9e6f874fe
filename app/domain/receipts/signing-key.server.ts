import { createPrivateKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { keyedHash, seal, unseal } from '~/lib/crypto.server';
import { pool, transaction, type Tx } from '~/lib/db.server';
import { newId } from '~/lib/ids';

const PURPOSE = 'receipt signing key';

/** A row of signing_keys as issueReceipt reads it: the sealed private half in hexadecimal. */
export type StoredKey = { id: string; sealed: string };
export type SigningKey = { id: string; privateKey: KeyObject };

/** Keys this process has tried to open, null where it could not. A key's row never changes. */
const opened = new Map<string, KeyObject | null>();

/**
 * The installation's key for signing receipts: the newest stored one that opens under the present session
 * secret, or a new one, made in the caller's transaction. Nothing is remembered of a key that is not
 * stored, so a transaction that rolls back leaves no key behind that nobody can verify. Two processes that
 * both find none wait for each other and share the first one's. After a change of the secret a new key
 * signs; the old public keys stay and go on verifying.
 */
export async function signingKey(tx: Tx, stored: readonly StoredKey[]): Promise<SigningKey> {
  return firstThatOpens(stored) ?? (await makeKey(tx));
}

/**
 * Sees to it that there is a key before anybody pays. The first payments of an installation would otherwise wait for
 * each other, each until the one before has ended, which is longer than a lock may take when many come at once.
 */
export async function ensureSigningKey(): Promise<void> {
  await transaction(async (tx) => {
    const stored = await tx.$queryRaw<StoredKey[]>`
      SELECT id::text, encode(private_key, 'hex') AS sealed FROM signing_keys ORDER BY created_at DESC, id DESC`;
    await signingKey(tx, stored);
  });
}

/** The private halves that open under the present session secret, by id, for whoever checks what they have signed. */
export async function openedKeys(): Promise<Map<string, KeyObject>> {
  const { rows } = await pool.query<StoredKey>(
    `SELECT id::text, encode(private_key, 'hex') AS sealed FROM signing_keys`,
  );
  const keys = rows.map(({ id, sealed }) => [id, opened.get(id) ?? openKey(id, sealed)] as const);
  return new Map(keys.flatMap(([id, key]) => (key ? [[id, key] as const] : [])));
}

/** Ed25519 over the snapshot's canonical text. */
export function signText(canonical: string, key: SigningKey): Buffer {
  return sign(null, Buffer.from(canonical), key.privateKey);
}

function firstThatOpens(stored: readonly StoredKey[]): SigningKey | null {
  for (const { id, sealed } of stored) {
    const privateKey = opened.get(id) ?? openKey(id, sealed);
    if (privateKey) return { id, privateKey };
  }
  return null;
}

/** The private half is stored behind a mark that only our session secret makes, so that another secret's key is passed over. */
function openKey(id: string, sealed: string): KeyObject | null {
  if (opened.has(id)) return null;
  const mark = keyedHash(PURPOSE, id);
  const stored = Buffer.from(sealed, 'hex');
  const ours = stored.subarray(0, mark.length).equals(mark);
  const privateKey = ours ? readKey(stored.subarray(mark.length)) : null;
  opened.set(id, privateKey);
  return privateKey;
}

function readKey(sealed: Buffer): KeyObject {
  return createPrivateKey({ key: unseal(PURPOSE, sealed.toString('ascii')), format: 'der', type: 'pkcs8' });
}

function sealKey(id: string, privateKey: KeyObject): Buffer {
  const sealed = seal(PURPOSE, privateKey.export({ format: 'der', type: 'pkcs8' }));
  return Buffer.concat([keyedHash(PURPOSE, id), Buffer.from(sealed, 'ascii')]);
}

async function makeKey(tx: Tx): Promise<SigningKey> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('receipt signing key'))`;
  // A new statement sees what the one we waited for has committed.
  const stored = await tx.$queryRaw<StoredKey[]>`
    SELECT id::text, encode(private_key, 'hex') AS sealed FROM signing_keys ORDER BY created_at DESC, id DESC`;
  const theirs = firstThatOpens(stored);
  if (theirs) return theirs;
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const id = newId();
  await tx.$executeRaw`
    INSERT INTO signing_keys (id, public_key, private_key, created_at)
    VALUES (${id}::uuid, ${publicKey.export({ format: 'der', type: 'spki' })}, ${sealKey(id, privateKey)}, clock_timestamp())`;
  return { id, privateKey };
}
