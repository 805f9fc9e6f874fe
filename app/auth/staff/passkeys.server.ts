import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { getConfig } from '~/lib/config.server';
import { db, type Tx } from '~/lib/db.server';
import { newId } from '~/lib/ids';
import type { StaffActor } from '../actor';

type Owner = Pick<StaffActor, 'vendorId' | 'staffId'>;
type Purpose = 'sign-in' | 'register' | 'confirm';

const CHALLENGE_LIFE_MS = 5 * 60_000;
export const PASSKEYS_ALLOWED = 10;
/** Nothing a browser sends is longer. */
const MAX_ANSWER_LENGTH = 16_384;

/** A passkey is bound to the name in our address, and what it signs to the whole of it. */
function ourselves(): { rpID: string; origin: string } {
  const { hostname, origin } = new URL(getConfig().APP_URL);
  return { rpID: hostname, origin };
}

/** What a browser shows to its passkeys to sign in; whose they are they say themselves. */
export async function askForPasskey(now: Date): Promise<PublicKeyCredentialRequestOptionsJSON> {
  return keepChallenge(await generateAuthenticationOptions({ rpID: ourselves().rpID, userVerification: 'required' }), {
    purpose: 'sign-in',
    staffId: null,
    now,
  });
}

/** The same to show that it is still they; null when they have none. */
export async function askForOwnPasskey(
  { vendorId, staffId }: Owner,
  now: Date,
): Promise<PublicKeyCredentialRequestOptionsJSON | null> {
  const known = await db.staffPasskey.findMany({ where: { vendorId, staffId } });
  if (known.length === 0) return null;
  const allowCredentials = known.map(({ credentialId, transports }) => ({ id: credentialId, transports }));
  const options = await generateAuthenticationOptions({
    rpID: ourselves().rpID,
    userVerification: 'required',
    allowCredentials,
  });
  return keepChallenge(options, { purpose: 'confirm', staffId, now });
}

/** What a browser shows to make a passkey of. */
export async function askForNewPasskey(
  { vendorId, staffId }: Owner,
  who: { email: string; name: string },
  now: Date,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const known = await db.staffPasskey.findMany({ where: { vendorId, staffId } });
  const options = await generateRegistrationOptions({
    rpName: 'Quittance',
    rpID: ourselves().rpID,
    userName: who.email,
    userDisplayName: who.name,
    userID: new Uint8Array(Buffer.from(staffId.replaceAll('-', ''), 'hex')),
    attestationType: 'none',
    excludeCredentials: known.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  return keepChallenge(options, { purpose: 'register', staffId, now });
}

async function keepChallenge<Options extends { challenge: string }>(
  options: Options,
  { purpose, staffId, now }: { purpose: Purpose; staffId: string | null; now: Date },
): Promise<Options> {
  await db.$executeRaw`
    INSERT INTO passkey_challenges (id, challenge, purpose, staff_id, created_at, expires_at)
    VALUES (${newId()}::uuid, ${options.challenge}, ${purpose}, ${staffId}::uuid, ${now}, ${new Date(now.getTime() + CHALLENGE_LIFE_MS)})`;
  return options;
}

/** Whether we asked for this, for that purpose and person, a moment ago. Taken by whoever asks, right or wrong: it is good once. */
async function takeChallenge(challenge: string, purpose: Purpose, staffId: string | null, now: Date): Promise<boolean> {
  const taken = await db.$queryRaw<{ ok: boolean }[]>`
    DELETE FROM passkey_challenges WHERE challenge = ${challenge}
    RETURNING purpose = ${purpose} AND staff_id IS NOT DISTINCT FROM ${staffId}::uuid AND expires_at > ${now} AS ok`;
  return taken[0]?.ok === true;
}

export type ProvenPasskey = Owner & { id: string; role: StaffActor['role']; oldCounter: bigint; counter: bigint };

/**
 * Checks a passkey's answer: the challenge is ours and unused, it was signed at our address by a key we know, on a
 * device that was unlocked, and not by a copy. `staffId` says whose key it must be; null where whoever has it signs
 * in. Null when anything is wrong. Nothing is written but that the challenge is gone: `notePasskeyUse` does the rest.
 */
export async function provePasskey(
  answer: unknown,
  { staffId, now }: { staffId: string | null; now: Date },
): Promise<ProvenPasskey | null> {
  const response = readAnswer<AuthenticationResponseJSON>(answer);
  if (!response) return null;
  const purpose = staffId === null ? 'sign-in' : 'confirm';
  const known = await findPasskey(response.id);
  const { rpID, origin } = ourselves();
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: (challenge) => takeChallenge(challenge, purpose, staffId, now),
      expectedOrigin: origin,
      expectedRPID: rpID,
      requireUserVerification: true,
      credential: {
        id: response.id,
        publicKey: new Uint8Array(known?.publicKey ?? []),
        counter: Number(known?.counter ?? 0),
        transports: known?.transports ?? [],
      },
    });
    if (!verified || !known || (staffId !== null && known.staffId !== staffId)) return null;
    const { id, vendorId, role, counter } = known;
    return {
      id,
      vendorId,
      staffId: known.staffId,
      role,
      oldCounter: counter,
      counter: BigInt(authenticationInfo.newCounter),
    };
  } catch {
    return null;
  }
}

type KnownPasskey = Owner & {
  id: string;
  role: StaffActor['role'];
  publicKey: Uint8Array;
  counter: bigint;
  transports: string[];
};

async function findPasskey(credentialId: string): Promise<KnownPasskey | null> {
  const [known] = await db.$queryRaw<KnownPasskey[]>`
    SELECT k.id, k.vendor_id AS "vendorId", k.staff_id AS "staffId", m.role, k.public_key AS "publicKey", k.counter, k.transports
    FROM staff_passkeys k JOIN staff m ON m.vendor_id = k.vendor_id AND m.id = k.staff_id AND m.removed_at IS NULL
    WHERE k.credential_id = ${credentialId}`;
  return known ?? null;
}

/** Counts the use. False when the key was used or removed meanwhile: then it is not let through. */
export async function notePasskeyUse(tx: Tx, proven: ProvenPasskey, now: Date): Promise<boolean> {
  const noted = await tx.$executeRaw`
    UPDATE staff_passkeys SET counter = ${proven.counter}, last_used_at = ${now}
    WHERE vendor_id = ${proven.vendorId}::uuid AND id = ${proven.id}::uuid AND counter = ${proven.oldCounter}`;
  return noted === 1;
}

export type NewPasskey = { credentialId: string; publicKey: Uint8Array; counter: number; transports: string[] };

/** The key that a browser made for them just now, or null when anything about it is wrong. */
export async function proveNewPasskey(answer: unknown, { staffId }: Owner, now: Date): Promise<NewPasskey | null> {
  const response = readAnswer<RegistrationResponseJSON>(answer);
  if (!response) return null;
  const { rpID, origin } = ourselves();
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge: (challenge) => takeChallenge(challenge, 'register', staffId, now),
      expectedOrigin: origin,
      expectedRPID: rpID,
      requireUserVerification: true,
    });
    if (!verified) return null;
    const { id, publicKey, counter, transports } = registrationInfo.credential;
    return { credentialId: id, publicKey, counter, transports: transports ?? [] };
  } catch {
    return null;
  }
}

/** A browser's answer as it was posted; whatever is wrong inside, the library throws over. */
function readAnswer<Response extends { id: string }>(answer: unknown): Response | null {
  if (typeof answer !== 'string' || answer.length > MAX_ANSWER_LENGTH) return null;
  try {
    const response = JSON.parse(answer) as Response | null;
    return typeof response?.id === 'string' ? response : null;
  } catch {
    return null;
  }
}
