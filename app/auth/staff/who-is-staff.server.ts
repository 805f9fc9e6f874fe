import type { AppLoadContext } from '@remix-run/node';
import { readCookie, STAFF_COOKIE } from '../cookies';
import type { Asked } from '../guards.server';
import { findStaffSession, type FoundStaffSession } from './find-staff-session.server';

/** All loaders of a page ask who is there; the database is asked once. */
const found = new WeakMap<AppLoadContext, Promise<FoundStaffSession | null>>();

/** Whoever of staff is signed in, or null; never redirects. */
export function whoIsStaff({ request, context }: Asked): Promise<FoundStaffSession | null> {
  let session = found.get(context);
  if (!session) {
    session = findStaffSession(readCookie(request, STAFF_COOKIE), new Date());
    found.set(context, session);
  }
  return session;
}
