import type { CreateStaffRefusal } from '../../app/domain/staff/create-staff.server';
import { INVITATION_DAYS } from '../../app/domain/staff/invitation';
import { staffRoles } from '../../app/domain/staff/staff-role';
import { pickVendorWords } from '../../app/domain/vendors/pick-vendor-words';
import { defineCommand } from './command';

export const createStaffCommand = defineCommand({
  name: 'create-staff',
  summary: 'Make somebody staff of a vendor, and print the link with which they set up their sign-in',
  usage: `--email ADDRESS --name NAME --role ${staffRoles.join('|')} [--vendor SLUG] [--json]`,
  options: {
    email: { type: 'string' },
    name: { type: 'string' },
    role: { type: 'string' },
    vendor: { type: 'string' },
  },
  async run({ values }, { now, json, out }) {
    const { email, name, role, vendor } = values as Partial<Record<string, string>>;
    if (email === undefined || name === undefined || role === undefined) {
      process.stderr.write('--email, --name and --role are needed.\n');
      return 2;
    }
    const { createStaff } = await import('../../app/domain/staff/create-staff.server');
    const result = await createStaff({ email, name, role, vendorSlug: vendor, cause: 'command create-staff', now });
    if (!result.ok) {
      process.stderr.write(`${wordsFor(result.refusal)}\n`);
      return ['already-staff', 'works-elsewhere'].includes(result.refusal.kind) ? 1 : 2;
    }
    if (json)
      out(
        JSON.stringify({
          id: result.id,
          created: result.created,
          email: email.trim().toLowerCase(),
          role: result.role,
          vendor: result.vendor,
          invitation: result.link,
        }),
      );
    else {
      out(`${email} ${result.created ? 'is now' : 'was already'} ${result.role} of ${result.vendor}.`);
      if (result.link === null) out('They can sign in already.');
      else out(`To set up their sign-in they open, once and within ${INVITATION_DAYS} days:\n${result.link}`);
    }
    return 0;
  },
});

function wordsFor(refusal: CreateStaffRefusal): string {
  switch (refusal.kind) {
    case 'unknown-role':
      return `--role must be one of ${staffRoles.join(', ')}.`;
    case 'not-an-address':
      return '--email must be an e-mail address.';
    case 'no-name':
      return '--name must not be empty.';
    case 'unknown-vendor':
    case 'which-vendor':
      return pickVendorWords(refusal);
    case 'already-staff':
      return `This person is staff already, with the role ${refusal.role}; nothing was changed.`;
    case 'works-elsewhere':
      return 'This address is staff of another vendor; an address works for one at a time.';
  }
}
