import { Secret } from 'otpauth';
import { demoStaff, staffSignIns } from '~/domain/demo/demo-staff';
import { db } from '~/lib/db.server';
import { sealAuthenticator } from './authenticator.server';
import { hashPassword } from './password.server';

/** Lets the demo's staff sign in, where they cannot yet. Leaves alone who has chosen something else, or was removed. */
export async function seedDemoStaff(): Promise<void> {
  const { vendorId } = demoStaff;
  const emails = staffSignIns.map(({ email }) => email);
  const locked = { email: { in: emails }, passwordHash: null, removedAt: null };
  if ((await db.staff.count({ where: { vendorId, ...locked } })) === 0) return;
  const data = {
    passwordHash: await hashPassword(demoStaff.password),
    authenticator: sealAuthenticator(Secret.fromBase32(demoStaff.authenticator).bytes),
  };
  await db.staff.updateMany({ where: { vendorId, ...locked }, data });
}
