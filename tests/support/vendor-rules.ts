/** What belongs to vendor A, by the kind of thing an address names. */
export type Theirs = {
  batch: string;
  staff: string;
  customer: string;
  contact: string;
  method: string;
  customerImport: string;
  invoice: string;
  link: string;
  payment: string;
  mail: string;
  creditNote: string;
  credit: string;
  refundDocument: string;
  attachment: string;
  nobody: string;
};

export type Rule = {
  /** Nobody is asked who they are: the address itself is what lets in, or there is nothing behind it. */
  open?: true;
  /** What the parameters of the address name; a stranger gets the same answer as for something that does not exist. */
  names?: Record<string, keyof Theirs>;
  /** Forms that name something of vendor A; a stranger's are answered 404. */
  forms?: Record<string, string | ((theirs: Theirs) => string)>[];
  /** Posting needs no more than being staff, as it changes only one's own access. */
  viewerPosts?: true;
};

/**
 * Every address of the vendor's desk. A route that is not listed here fails the test: say what its parameters name,
 * and which forms of it name rows by id.
 */
export const VENDOR_RULES: Record<string, Rule> = {
  '/vendor/sign-in': { open: true },
  '/vendor/sign-in/code': { open: true },
  '/vendor/sign-out': { open: true },
  '/vendor/invitation/:token': { open: true },
  '/vendor/view-as': { viewerPosts: true, forms: [{ customerId: ({ customer }) => customer }] },
  '/vendor': {},
  '/vendor/invoices': {},
  '/vendor/invoices/ticks': {},
  '/vendor/invoices.csv': {},
  '/vendor/invoices/views': {
    forms: [
      { intent: 'rename', id: ({ nobody }) => nobody, name: 'Mine' },
      { intent: 'delete', id: ({ nobody }) => nobody },
      { intent: 'open-with', id: ({ nobody }) => nobody },
    ],
  },
  '/vendor/settings': {},
  '/vendor/settings/sign-in': {
    viewerPosts: true,
    forms: [
      { intent: 'end-session', sessionId: ({ staff }) => staff },
      { intent: 'passkey-remove', passkeyId: ({ staff }) => staff },
    ],
  },
  '/vendor/scheduled-charges': {},
  '/vendor/settings/brand': {},
  '/vendor/settings/payments': {},
  '/vendor/settings/fees': {},
  '/vendor/settings/invoices': {},
  '/vendor/settings/team': {},
  '/vendor/settings/team/:id': {
    names: { id: 'staff' },
    forms: [{ intent: 'role', role: 'viewer' }, { intent: 'remove' }, { intent: 'invite' }],
  },
  '/vendor/invoices/new': {
    forms: [{ customer: ({ customer }) => customer, intent: 'draft', id: () => crypto.randomUUID() }],
  },
  '/vendor/invoices/preview': { forms: [{ customer: ({ customer }) => customer }] },
  '/vendor/invoices/:id/archive': { names: { id: 'invoice' }, forms: [{ intent: 'archive' }, { intent: 'unarchive' }] },
  '/vendor/invoices/:id': {
    names: { id: 'invoice' },
    forms: [
      { chargeId: () => crypto.randomUUID() },
      { intent: 'attach' },
      { intent: 'detach', attachmentId: ({ attachment }) => attachment },
    ],
  },
  '/vendor/invoices/:id/attachments/:attachmentId': {
    names: { id: 'invoice', attachmentId: 'attachment' },
    forms: [],
  },
  '/vendor/invoices/:id/charge': {
    names: { id: 'invoice' },
    forms: [{ intent: 'begin' }, { intent: 'finish', setup_intent: 'seti_1' }, { amount: '1.00' }],
  },
  '/vendor/invoices/:id/void': { names: { id: 'invoice' }, forms: [{ reason: 'Ours now' }] },
  '/vendor/invoices/:id/credit-note': {
    names: { id: 'invoice' },
    forms: [{ id: () => crypto.randomUUID(), amount: '1.00', reason: 'Ours now' }],
  },
  '/vendor/invoices/:id/record-payment': {
    names: { id: 'invoice' },
    forms: [{ id: () => crypto.randomUUID(), amount: '1.00', receivedOn: '2026-02-01', way: 'cash', over: 'oldest' }],
  },
  '/vendor/invoices/:id/resolve': { names: { id: 'invoice' }, forms: [{ note: 'Ours now' }] },
  '/vendor/invoices/:id/pdf': { names: { id: 'invoice' }, forms: [] },
  '/vendor/refunds/:id/pdf': { names: { id: 'refundDocument' }, forms: [] },
  '/vendor/credit-notes/:id/pdf': { names: { id: 'creditNote' }, forms: [] },
  '/vendor/invoices/:id/edit': {
    names: { id: 'invoice' },
    forms: [{ intent: 'issue', currency: 'USD' }, { intent: 'discard' }, { dueOn: '2026-12-31', summary: 'Ours now' }],
  },
  '/vendor/customers': {},
  '/vendor/customers.csv': {},
  '/vendor/customers/new': {},
  '/vendor/customers/import': {},
  '/vendor/customers/import/template.csv': {},
  '/vendor/customers/import/template.xlsx': {},
  '/vendor/customers/import/:importId': { names: { importId: 'customerImport' } },
  '/vendor/customers/import/:importId/problems.csv': { names: { importId: 'customerImport' }, forms: [] },
  '/vendor/customers/:id': {
    names: { id: 'customer' },
    forms: [
      { intent: 'contact-add', email: 'spy@stranger.example', contactName: 'Spy', role: 'payer' },
      { intent: 'contact-role', contactId: ({ contact }) => contact, role: 'viewer' },
      { intent: 'contact-remove', contactId: ({ contact }) => contact },
      { intent: 'method-default', methodId: ({ method }) => method },
      { intent: 'method-remove', methodId: ({ method }) => method },
      { intent: 'method-request' },
    ],
  },
  '/vendor/customers/:id/edit': {
    names: { id: 'customer' },
    forms: [{ number: 'X', name: 'Renamed', address: '', taxId: '' }],
  },
  '/vendor/customers/:id/credit': {
    names: { id: 'customer' },
    forms: [{ id: () => crypto.randomUUID(), credit: ({ credit }) => credit, amount: '0.01', reason: 'Ours now' }],
  },
  '/vendor/customers/:id/statement.pdf': { names: { id: 'customer' }, forms: [] },
  '/vendor/customers/:id/statement.csv': { names: { id: 'customer' }, forms: [] },
  '/vendor/payment-links': {},
  '/vendor/payment-links/new': { forms: [{ customer: ({ customer }) => customer, intent: 'make' }] },
  '/vendor/payment-links/:id': {
    names: { id: 'link' },
    forms: [{ intent: 'copy' }, { intent: 'mail' }, { intent: 'extend', lastDay: '2026-12-31' }, { intent: 'revoke' }],
  },
  '/vendor/batch-payments': {},
  '/vendor/batch-payments/new': {},
  '/vendor/batch-payments/:id': { names: { id: 'batch' }, forms: [{ intent: 'cancel' }] },
  '/vendor/batch-payments/:id/csv': { names: { id: 'batch' }, forms: [] },
  '/vendor/batch-payments/:id/events': { names: { id: 'batch' }, forms: [] },
  '/vendor/email-activity': {},
  '/vendor/email-activity/:id': { names: { id: 'mail' }, forms: [{ intent: 'send-again' }] },
  '/vendor/payments': {},
  '/vendor/payments/:id': { names: { id: 'payment' }, forms: [] },
  '/vendor/payments/:id/receipt.pdf': { names: { id: 'payment' }, forms: [] },
  '/vendor/payments/:id/refund': {
    names: { id: 'payment' },
    forms: [{ id: () => crypto.randomUUID(), what: 'all', reason: 'Ours now' }],
  },
  '/vendor/*': {},
};
