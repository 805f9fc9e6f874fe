/** Why somebody was neither given another role nor removed. */
export type ManageRefusal = 'no-such-staff' | 'unknown-role' | 'last-owner' | 'yourself';

export function manageWords(refusal: ManageRefusal): string {
  switch (refusal) {
    case 'no-such-staff':
      return 'This person does not work here any more.';
    case 'unknown-role':
      return 'Choose a role.';
    case 'last-owner':
      return 'They are the last owner who can sign in. Make somebody else an owner first.';
    case 'yourself':
      return 'You cannot remove yourself. Ask another owner.';
  }
}
