import { redirect } from '@remix-run/node';
import { record } from '~/domain/audit/record.server';
import { isToken, randomToken, sha256 } from '~/lib/crypto.server';
import { transaction, type Tx } from '~/lib/db.server';
import { countAgainst, forgetCount } from '~/lib/rate-limit.server';
import { waitWords } from '~/lib/wait-words';
import { readCookie, STAFF_COOKIE } from '../cookies';
import type { Asked } from '../guards.server';
import { pageOf } from '../local-path';
import { mailDemoCode, mailsDemoCodes } from './demo-code.server';
import { askForOwnPasskey, notePasskeyUse, provePasskey } from './passkeys.server';
import { requireStaff, type SignedInStaff, type StaffRole } from './staff-guards.server';
import { CODES_PER_STAFF } from './staff-sign-in';
import { FACTOR_FRESH_MS, staffCookieFor } from './staff-sessions.server';
import { FACTOR_CODE, FACTOR_LEFT, FACTOR_PASSKEY, leftStepUp, type ReauthRequired } from '~/lib/step-up';
import { useFactor } from './use-factor.server';

/**
 * For what moves money or changes who gets in: staff of that role who showed a second factor within five minutes.
 * Everybody else is answered 403 `reauth_required` before anything is done, with a page that asks for a factor and
 * posts the same form again, factor and all; then the session gets a new token with the answer. Give it the form that
 * was posted, and what they are about to do, after "Before you". Whoever cancels there is led back and nothing is done; a
 * form in which something is typed gives it back itself before it asks for a factor (`leftStepUp`):
 * `const me = await requireRecentFactor(args, form, { role: 'biller', doing: 'refund $50.00' })`.
 */
export async function requireRecentFactor(
  asked: Asked,
  form: FormData,
  { doing, ...needs }: { role?: StaffRole; doing: string },
): Promise<SignedInStaff> {
  const me = await requireStaff(asked, needs);
  if (leftStepUp(form)) throw redirect(pageOf(asked.request.url), 303);
  const now = new Date();
  if (now.getTime() - me.factorAt.getTime() <= FACTOR_FRESH_MS) return me;
  const typed = form.get(FACTOR_CODE);
  const passkey = form.get(FACTOR_PASSKEY);
  if (!typed && !passkey) throw await reauthRequired(asked, me, form, { doing, refused: null, now });

  const allowed = await countAgainst(CODES_PER_STAFF, me.staff.id);
  if (!allowed.ok) {
    const seconds = allowed.refusal.retryAfterSeconds;
    const refused = `Too many tries. Wait ${waitWords(seconds)}, then try again.`;
    throw await reauthRequired(asked, me, form, { doing, refused, now, retryAfterSeconds: seconds });
  }
  const token = await renew(asked, me, { typed, passkey, now });
  if (!token) {
    const refused = passkey
      ? 'That passkey is not one of yours, or took too long.'
      : 'That code is wrong, or was used already. Type the one that your app shows now.';
    throw await reauthRequired(asked, me, form, { doing, refused, now });
  }
  await forgetCount(CODES_PER_STAFF, me.staff.id);
  (asked.context.cookies ??= []).push(staffCookieFor(token).setCookie);
  return { ...me, factorAt: now };
}

type Shown = { typed: FormDataEntryValue | null; passkey: FormDataEntryValue | null; now: Date };

/** Uses the factor up and gives the session a new token; null when the factor is wrong or the session ended meanwhile. */
async function renew(asked: Asked, me: SignedInStaff, { typed, passkey, now }: Shown): Promise<string | null> {
  const { actor, cause } = me;
  const old = readCookie(asked.request, STAFF_COOKIE);
  if (!isToken(old)) return null;
  const proven = passkey ? await provePasskey(passkey, { staffId: actor.staffId, now }) : null;
  const token = randomToken();
  return transaction(async (tx) => {
    const how = passkey
      ? proven && (await notePasskeyUse(tx, proven, now)) && 'passkey'
      : await useFactor(tx, { ...actor, typed, now });
    const renewed = how && (await changeToken(tx, me, { old, token, now }));
    const note = { vendorId: actor.vendorId, actor, subject: 'staff_session', subjectId: me.sessionId, cause };
    if (renewed) await record(tx, { ...note, action: 'staff.confirmed', data: { how } });
    else await record(tx, { ...note, action: 'staff.code-refused' });
    return renewed ? token : null;
  });
}

async function changeToken(
  tx: Tx,
  me: SignedInStaff,
  { old, token, now }: { old: string; token: string; now: Date },
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE staff_sessions SET token_hash = ${sha256(token)}, factor_at = ${now}
    WHERE vendor_id = ${me.actor.vendorId}::uuid AND id = ${me.sessionId}::uuid AND token_hash = ${sha256(old)} AND revoked_at IS NULL`;
  return changed === 1;
}

const OWN_FIELDS = [FACTOR_CODE, FACTOR_LEFT, FACTOR_PASSKEY];

type Why = { doing: string; refused: string | null; now: Date; retryAfterSeconds?: number };

async function reauthRequired(asked: Asked, me: SignedInStaff, form: FormData, why: Why): Promise<Response> {
  const { doing, refused, now, retryAfterSeconds } = why;
  const held = [...form.entries()].filter(
    (field): field is [string, string] => typeof field[1] === 'string' && !OWN_FIELDS.includes(field[0]),
  );
  const options = await askForOwnPasskey(me.actor, now);
  const body: ReauthRequired = {
    error: 'reauth_required',
    doing,
    action: pageOf(asked.request.url),
    held,
    refused,
    passkey: options && JSON.stringify(options),
    demo: mailsDemoCodes(me.vendor.id),
  };
  await transaction((tx) => mailDemoCode(tx, { ...me.actor, now }));
  return Response.json(body, {
    status: retryAfterSeconds ? 429 : 403,
    statusText: 'reauth_required',
    headers: retryAfterSeconds ? { 'Retry-After': String(retryAfterSeconds) } : {},
  });
}
