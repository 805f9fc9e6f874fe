/** A mail as it leaves: what every way of sending it is given. */
export type OutgoingMessage = {
  /** The id of its row; the message-id is made of it, so that a repeat is recognisable. */
  id: string;
  /** In whose name it goes, and where answers go; ours where there is none. */
  sender: { name: string; replyTo: string } | null;
  to: string;
  subject: string;
  text: string;
  html: string;
  createdAt: Date;
  attachments: { filename: string; contentType: string; content: Buffer }[];
};

/** Why a mail did not go. A definite refusal is about this mail and stays; the rest is worth another try. */
export type DeliveryRefusal = { definite: boolean; reason: string };
