import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { enrolmentOf, secretFrom } from '~/auth/staff/authenticator.server';
import { browserName } from '~/auth/staff/browser-name';
import { endStaffSession, listStaffSessions } from '~/auth/staff/list-staff-sessions.server';
import * as own from '~/auth/staff/own-access.server';
import { askForNewPasskey } from '~/auth/staff/passkeys.server';
import { countRecoveryCodes } from '~/auth/staff/recovery-codes.server';
import { requireRecentFactor } from '~/auth/staff/require-recent-factor.server';
import { requireStaff, type SignedInStaff } from '~/auth/staff/staff-guards.server';
import { OwnAccessPage, type OwnAccessAnswer } from '~/components/vendor/own-access-page';
import { qrPath } from '~/documents/qr';
import { randomToken } from '~/lib/crypto.server';
import { formatInstant } from '~/lib/dates';
import { formText } from '~/lib/form-text';
import { paths } from '~/lib/paths';
import { waitWords } from '~/lib/wait-words';

export const meta: MetaFunction = () => [{ title: 'Your sign-in · Quittance' }];

export async function loader(args: LoaderFunctionArgs) {
  const me = await requireStaff(args);
  const at = (instant: Date) => formatInstant(instant, me.vendor.timeZone);
  const [passkeys, sessions, recoveryCodes] = await Promise.all([
    own.listPasskeys(me),
    listStaffSessions(me, new Date()),
    countRecoveryCodes(me.actor),
  ]);
  return {
    email: me.staff.email,
    passkeys: passkeys.map(({ createdAt, lastUsedAt, ...passkey }) => ({
      ...passkey,
      about: lastUsedAt ? `last used ${at(lastUsedAt)}` : `made ${at(createdAt)}, not used yet`,
    })),
    sessions: sessions.map(({ id, here, userAgent, createdAt, lastSeenAt }) => ({
      id,
      here,
      browser: browserName(userAgent),
      about: `signed in ${at(createdAt)}, last seen ${at(lastSeenAt)}`,
    })),
    recoveryCodes,
    done: new URL(args.request.url).searchParams.get('done'),
  };
}

const done = (what: string) => redirect(`${paths.vendor.ownAccess}?done=${what}`, 303);
const show = (answer: OwnAccessAnswer, status = 200) => data(answer, { status });

export async function action(args: ActionFunctionArgs) {
  const form = await args.request.formData();
  if (form.get('intent') === 'end-session') {
    // Nobody needs a fresh factor to be more careful.
    const me = await requireStaff(args);
    if (!(await endStaffSession(me, form.get('sessionId'), new Date()))) throw notFound();
    return done('session');
  }
  const me = await requireRecentFactor(args, form, { doing: 'change how you sign in' });
  return change(me, form, new Date());
}

async function change(me: SignedInStaff, form: FormData, now: Date) {
  switch (form.get('intent')) {
    case 'password':
      return password(me, form, now);
    case 'authenticator':
      return show(newAuthenticator(me, randomToken(), null));
    case 'authenticator-code': {
      const changed = await own.changeAuthenticator(me, { seed: form.get('seed'), code: form.get('code') }, now);
      if (changed.ok) return done('authenticator');
      return show(newAuthenticator(me, formText(form, 'seed'), 'That is not what the new app should show now.'), 422);
    }
    case 'recovery-codes':
      return show({ kind: 'recovery-codes', codes: await own.replaceRecoveryCodes(me, now) });
    case 'passkey':
      return show({
        kind: 'passkey',
        name: formText(form, 'name'),
        options: JSON.stringify(await askForNewPasskey(me.actor, me.staff, now)),
      });
    case 'passkey-made': {
      const added = await own.addPasskey(me, { answer: form.get('answer'), name: formText(form, 'name') }, now);
      if (added.ok) return done('passkey');
      const words =
        added.refusal === 'enough' ? 'You have as many passkeys as one can have. Remove one first.' : BAD_PASSKEY;
      return show({ kind: 'refused', about: 'passkey', words }, 400);
    }
    case 'passkey-remove':
      if (!(await own.removePasskey(me, form.get('passkeyId')))) throw notFound();
      return done('passkey-removed');
    default:
      throw new Response(null, { status: 400 });
  }
}

const BAD_PASSKEY = 'The passkey could not be kept: it took too long, or was made for another address. Try again.';

async function password(me: SignedInStaff, form: FormData, now: Date) {
  const typed = { current: formText(form, 'current'), next: formText(form, 'next') };
  const changed = await own.changePassword(me, typed, now);
  if (changed.ok) return done('password');
  const { refusal } = changed;
  if (refusal.kind === 'too-many') {
    const words = `Too many tries. Wait ${waitWords(refusal.retryAfterSeconds)}, then try again.`;
    return show({ kind: 'refused', about: 'current', words }, 429);
  }
  if (refusal.kind === 'current')
    return show({ kind: 'refused', about: 'current', words: 'This is not your password.' }, 422);
  return show({ kind: 'refused', about: 'next', words: refusal.words }, 422);
}

function newAuthenticator(me: SignedInStaff, seed: string, problem: string | null): OwnAccessAnswer {
  const { uri, key } = enrolmentOf(secretFrom(me.staff.id, seed), {
    email: me.staff.email,
    vendorName: me.vendor.name,
  });
  return { kind: 'authenticator', seed, qr: { ...qrPath(uri), uri }, key, problem };
}

function notFound(): Response {
  return new Response('There is no such thing of yours.', { status: 404, statusText: 'Not Found' });
}

export default function OwnAccess() {
  return <OwnAccessPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>() ?? null} />;
}
