/** Who is acting. Every domain verb takes one; nothing happens in nobody's name. */
export type ContactActor = {
  kind: 'contact';
  vendorId: string;
  customerId: string;
  contactId: string;
  personId: string;
  role: 'payer' | 'viewer';
};

/** The product itself: a job, a command, the gateway's answer. */
export type SystemActor = { kind: 'system'; name: string };

export type Actor = ContactActor | SystemActor;
