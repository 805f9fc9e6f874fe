import { randomBytes } from 'node:crypto';
import type { StaffActor } from '~/auth/actor';
import { newId } from '~/lib/ids';

export const STAFF_PASSWORD = 'a password that only tests use';

export type Staff = {
  actor: StaffActor;
  email: string;
  name: string;
  /** What their authenticator app shows, `steps` half minutes from then. */
  codeAt(now: Date, steps?: number): string;
  /** A session as signing in makes it: the cookie as the browser sends it. */
  cookie(now?: Date): Promise<string>;
};

/** Somebody who works for a vendor and can sign in, with STAFF_PASSWORD and an authenticator. */
export async function staffOf(vendor: { id: string }, role: StaffActor['role'] = 'owner'): Promise<Staff> {
  const { db } = await import('~/lib/db.server');
  const { codeInStep, sealAuthenticator, stepAt } = await import('~/auth/staff/authenticator.server');
  const { createStaffSession } = await import('~/auth/staff/staff-sessions.server');
  const staffId = newId();
  const secret = randomBytes(20);
  const data = {
    id: staffId,
    vendorId: vendor.id,
    email: `${role}-${staffId}@staff.example`,
    name: `Sam ${role[0]?.toUpperCase()}${role.slice(1)}`,
    role,
    passwordHash: await hashed(),
    authenticator: sealAuthenticator(secret),
  };
  await db.staff.create({ data });
  return {
    actor: { kind: 'staff', vendorId: vendor.id, staffId, role },
    email: data.email,
    name: data.name,
    codeAt: (now, steps = 0) => codeInStep(secret, stepAt(now) + BigInt(steps)),
    cookie: async (now = new Date()) => (await createStaffSession({ vendorId: vendor.id, staffId, now })).cookie,
  };
}

let passwordHash: Promise<string> | undefined;

/** Hashing is slow on purpose; everybody's is the same here. */
async function hashed(): Promise<string> {
  const { hashPassword } = await import('~/auth/staff/password.server');
  passwordHash ??= hashPassword(STAFF_PASSWORD);
  return passwordHash;
}
