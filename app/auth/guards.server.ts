import { redirect, type AppLoadContext } from '@remix-run/node';
import { record } from '~/domain/audit/record.server';
import { transaction } from '~/lib/db.server';
import type { Language } from '~/lib/languages/language';
import { pageLanguage, spokenCookie, spokenLanguage } from '~/lib/languages/page-language';
import { paths } from '~/lib/paths';
import type { ContactActor, StaffActor } from './actor';
import { readCookie, SESSION_COOKIE } from './cookies';
import { findSession, type FoundSession } from './find-session.server';
import { pageOf, withTo } from './local-path';
import { whoIsStaff } from './staff/who-is-staff.server';

export type Asked = { request: Request; context: AppLoadContext };

/** Somebody who is looking at one customer of theirs. */
export type SignedIn = {
  actor: ContactActor;
  sessionId: string;
  person: { id: string; name: string; email: string };
  customer: { id: string; name: string; number: string };
  vendor: {
    id: string;
    slug: string;
    name: string;
    timeZone: string;
    brandColor: string | null;
    logoHash: string | null;
  };
  /** Of the pages: what the reader chose, or what the customer is written to in. */
  language: Language;
  /** How many other customers the person could switch to. */
  otherCustomers: number;
  /** It is staff who looks at the portal as this customer does, and may do nothing in it. */
  viewedByStaff: boolean;
  cause: string;
};

/** All loaders of a page ask who is there; the database is asked once. */
const found = new WeakMap<AppLoadContext, Promise<FoundSession | null>>();

/** Whoever is signed in, or null; never redirects. */
export function whoIs({ request, context }: Asked): Promise<FoundSession | null> {
  let session = found.get(context);
  if (!session) {
    session = findSession(readCookie(request, SESSION_COOKIE), { active: !isReading(request), now: new Date() });
    found.set(context, session);
  }
  return session;
}

/** A person who has signed in, whether or not they have chosen a customer yet. */
export async function requirePerson(asked: Asked): Promise<FoundSession> {
  const session = await whoIs(asked);
  if (!session) throw notSignedIn(asked.request);
  return session;
}

/**
 * A contact of the customer being looked at; sends everybody else to sign in or to choose. Staff who look at the
 * portal through that customer's eyes are let through to read, and refused whatever they try to do.
 */
export async function requireContact(asked: Asked): Promise<SignedIn> {
  const viewing = await asViewed(asked);
  if (viewing && !isReading(asked.request)) {
    await noteRefused(viewing.actor, asked);
    throw new Response('You are looking as this customer does. Nothing can be changed that way.', {
      status: 403,
      statusText: 'Forbidden',
    });
  }
  if (viewing) return viewing;
  const session = await requirePerson(asked);
  if (session.contactId === null) {
    throw redirect(withTo(paths.chooseCustomer, isReading(asked.request) ? pageOf(asked.request.url) : null), 303);
  }
  const { sessionId, personId, contactId, customerId, vendorId, role } = session;
  const language = pageLanguage(asked.request, session.language);
  speakOn(asked, language);
  return {
    actor: { kind: 'contact', vendorId, customerId, contactId, personId, role },
    sessionId,
    person: { id: personId, name: session.personName, email: session.personEmail },
    customer: { id: customerId, name: session.customerName, number: session.customerNumber },
    vendor: {
      id: vendorId,
      slug: session.vendorSlug,
      name: session.vendorName,
      timeZone: session.timeZone,
      brandColor: session.brandColor,
      logoHash: session.logoHash,
    },
    language,
    otherCustomers: session.contactCount - 1,
    viewedByStaff: false,
    cause: causeOf(asked.context),
  };
}

/** The customer that staff of this browser look at the portal as, or null. */
async function asViewed(asked: Asked): Promise<SignedIn | null> {
  const session = await whoIsStaff(asked);
  if (!session || session.viewedId === null) return null;
  const { vendorId, staffId, sessionId, viewedId: customerId } = session;
  return {
    actor: { kind: 'contact', vendorId, customerId, contactId: staffId, personId: staffId, role: 'viewer', staffId },
    sessionId,
    person: { id: staffId, name: session.staffName, email: session.staffEmail },
    customer: { id: customerId, name: session.viewedName ?? '', number: session.viewedNumber ?? '' },
    vendor: {
      id: vendorId,
      slug: session.vendorSlug,
      name: session.vendorName,
      timeZone: session.timeZone,
      brandColor: session.brandColor,
      logoHash: session.logoHash,
    },
    language: pageLanguage(asked.request, session.viewedLanguage),
    otherCustomers: 0,
    viewedByStaff: true,
    cause: causeOf(asked.context),
  };
}

/** Pages where nobody is known, as that of signing in, go on in the language in which this browser was spoken to. */
export function speakOn({ request, context }: Asked, language: Language): void {
  const cookies = (context.cookies ??= []);
  const cookie = spokenCookie(language);
  if (spokenLanguage(request.headers.get('cookie')) !== language && !cookies.includes(cookie)) cookies.push(cookie);
}

/** A contact who may pay. A viewer who tries to is told so, and the attempt is written down. */
export async function requirePayer(asked: Asked): Promise<SignedIn> {
  const signedIn = await requireContact(asked);
  if (signedIn.actor.role === 'payer') return signedIn;
  if (!isReading(asked.request)) await noteRefused(signedIn.actor, asked);
  throw new Response('You may look at everything here, but not pay. Ask a colleague who is a payer.', {
    status: 403,
    statusText: 'Forbidden',
  });
}

/** What somebody may not do and tried, in the vendor's audit chain. */
export async function noteRefused(actor: ContactActor | StaffActor, { request, context }: Asked): Promise<void> {
  const subjectId = `${request.method} ${pageOf(request.url)}`.slice(0, 300);
  const what = { action: 'access.refused', subject: 'page', subjectId, cause: causeOf(context) };
  await transaction((tx) => record(tx, { vendorId: actor.vendorId, actor, ...what }));
}

/** What the audit log gives as the cause of things done in this request. */
export function causeOf(context: AppLoadContext): string {
  return `request ${context.requestId}`;
}

export function isReading(request: Request): boolean {
  return request.method === 'GET' || request.method === 'HEAD';
}

/** People read pages; programs, and what would change something, get a plain answer. */
export function wantsPage(request: Request): boolean {
  return isReading(request) && !(request.headers.get('accept') ?? '').startsWith('application/json');
}

function notSignedIn(request: Request): Response {
  if (wantsPage(request)) return redirect(withTo(paths.signIn, pageOf(request.url)), 303);
  return new Response('You are signed out. Sign in and try again.', { status: 401, statusText: 'Unauthorized' });
}
