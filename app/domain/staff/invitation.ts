/** How long an invitation may wait in a mailbox. */
export const INVITATION_DAYS = 7;

export type InviteRefusal =
  | { kind: 'unknown-role' }
  | { kind: 'not-an-address' }
  | { kind: 'no-name' }
  | { kind: 'already-staff'; role: string }
  | { kind: 'works-elsewhere' };

export function inviteWords(refusal: InviteRefusal): string {
  switch (refusal.kind) {
    case 'unknown-role':
      return 'Choose a role.';
    case 'not-an-address':
      return 'Type a whole e-mail address, like name@company.com.';
    case 'no-name':
      return 'Type a name.';
    case 'already-staff':
      return `This person works here already, with the role ${refusal.role}.`;
    case 'works-elsewhere':
      return 'This address cannot be used. Take another one of theirs.';
  }
}
