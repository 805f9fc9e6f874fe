/** What a member of staff may do: everything, charge and settle, or look. */
export const staffRoles = ['owner', 'biller', 'viewer'] as const;
export type StaffRole = (typeof staffRoles)[number];

export function isStaffRole(value: string): value is StaffRole {
  return (staffRoles as readonly string[]).includes(value);
}
