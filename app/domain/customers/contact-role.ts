/** What a contact may do for their customer. */
export const CONTACT_ROLES = ['payer', 'viewer'] as const;
export type ContactRole = (typeof CONTACT_ROLES)[number];

export const CONTACT_ROLE_WORDS: Record<ContactRole, string> = {
  payer: 'Payer: pays, and looks at everything',
  viewer: 'Viewer: looks at everything',
};
