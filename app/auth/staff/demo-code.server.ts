import { queueMail } from '~/domain/mail/queue-mail.server';
import { demoStaff } from '~/domain/demo/demo-staff';
import { demoCodeEmail } from '~/emails/demo-code';
import { getConfig } from '~/lib/config.server';
import type { Tx } from '~/lib/db.server';
import { newId } from '~/lib/ids';
import { codeInStep, stepAt, unsealAuthenticator } from './authenticator.server';

/** The demo's staff have a password that everybody knows: with real keys it lets nobody in. */
export function isDemoStaffWithoutDemo(vendorId: string): boolean {
  return vendorId === demoStaff.vendorId && !getConfig().sandbox;
}

/** Whether the demo stands in for the phones of this vendor's staff: its own vendor, the outbox, no real keys. */
export function mailsDemoCodes(vendorId: string): boolean {
  const { outbox, sandbox } = getConfig();
  return outbox && sandbox && vendorId === demoStaff.vendorId;
}

/** Mails what the authenticator app would show, where nobody has the phone: only to the demo's outbox. */
export async function mailDemoCode(
  tx: Tx,
  { vendorId, staffId, now }: { vendorId: string; staffId: string; now: Date },
): Promise<void> {
  if (!mailsDemoCodes(vendorId)) return;
  const staff = await tx.staff.findFirst({ where: { vendorId, id: staffId } });
  if (!staff?.authenticator) return;
  const current = stepAt(now);
  // A code is good once; who signs in twice within its half minute is told the next one, which works as well.
  const step = staff.lastStep !== null && staff.lastStep >= current ? staff.lastStep + 1n : current;
  const mail = await demoCodeEmail({
    name: staff.name,
    code: codeInStep(unsealAuthenticator(staff.authenticator), step),
  });
  await queueMail(tx, {
    ...mail,
    dedupeKey: `demo-code:${newId()}`,
    kind: 'demo-code',
    vendorId,
    customerId: null,
    to: staff.email,
    secret: true,
    now,
  });
}
