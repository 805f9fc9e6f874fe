/** Who is acting. Every domain verb takes one; nothing happens in nobody's name. */
export type ContactActor = {
  kind: 'contact';
  vendorId: string;
  customerId: string;
  contactId: string;
  personId: string;
  role: 'payer' | 'viewer';
  /** Set where it is staff who looks through a customer's eyes; then they are no contact, only a viewer. */
  staffId?: string;
};

/** Somebody signed in, or just leaving, who acts for no customer at this moment. */
export type PersonActor = { kind: 'person'; personId: string };

/** Somebody who works for a vendor. */
export type StaffActor = { kind: 'staff'; vendorId: string; staffId: string; role: 'owner' | 'biller' | 'viewer' };

/** Whoever changes what belongs to one customer: a contact of it, or staff of its vendor. */
export type ForCustomer = ContactActor | (StaffActor & { customerId: string });

/** Whoever holds a payment link: no sign-in, and nothing but what the link is for. */
export type LinkActor = { kind: 'link'; linkId: string; vendorId: string; customerId: string };

/** The product itself: a job, a command, the gateway's answer. */
export type SystemActor = { kind: 'system'; name: string };

/** Whoever acts for a vendor: its staff, or an operator's command. */
export type VendorActor = StaffActor | SystemActor;

export type Actor = ContactActor | PersonActor | LinkActor | StaffActor | SystemActor;
