/** Who is acting. Every domain verb takes one; nothing happens in nobody's name. */
export type ContactActor = {
  kind: 'contact';
  vendorId: string;
  customerId: string;
  contactId: string;
  personId: string;
  role: 'payer' | 'viewer';
};

/** Somebody signed in, or just leaving, who acts for no customer at this moment. */
export type PersonActor = { kind: 'person'; personId: string };

/** The product itself: a job, a command, the gateway's answer. */
export type SystemActor = { kind: 'system'; name: string };

export type Actor = ContactActor | PersonActor | SystemActor;
