import { formatMoney, type Currency } from '~/lib/money';

/** What the audit says, and what it says it of. */
export type ActivityNote = {
  action: string;
  actorKind: string;
  data: Record<string, unknown>;
  /** The number of the invoice or document. */
  name: string | null;
  currency: Currency | null;
  amountMinor: bigint | null;
};

type Note = Pick<ActivityNote, 'action' | 'actorKind' | 'data'>;

const text = (data: Note['data'], name: string) => {
  const value = data[name];
  return typeof value === 'string' ? value : '';
};

const WORDS: Record<string, (data: Note['data'], actorKind: string) => string> = {
  'customer.created': () => 'Customer created',
  'customer.imported': (data) => `Customer created by an import, ${text(data, 'fileName')}`,
  'customer.changed': (data) => `Details changed: ${changed(data)}`,
  'customer.viewed-as': () => 'Looked at the portal as this customer',
  'customer.view-ended': () => 'Stopped looking as this customer',
  'contact.added': (data) => `Contact ${text(data, 'email')} added as ${text(data, 'role')}`,
  'contact.role-changed': (data) =>
    `Contact ${text(data, 'email')} changed from ${text(data, 'from')} to ${text(data, 'to')}`,
  'contact.removed': (data) => `Contact ${text(data, 'email')} removed`,
  'payment_method.saved': (data) => `Payment method saved${ending(data)}`,
  'payment_method.made_default': () => 'Default payment method changed',
  'payment_method.removed': (data) => `Payment method removed${ending(data)}`,
  'payment_method.requested': (data) => `Payment method asked for by mail to ${text(data, 'to')}`,
  'autopay.agreed': (data) => `AutoPay agreed in ${text(data, 'currency')}`,
  'autopay.ended': () => 'AutoPay ended',
  'payment.started': () => 'Payment begun',
  'payment.succeeded': () => 'Payment received',
  'payment.recorded': () => 'Payment received outside the portal',
  'scheduled_charge.scheduled': (_, actorKind) =>
    actorKind === 'staff' ? 'Charge set for a date' : 'Charge agreed for a date',
  'scheduled_charge.cancelled': () => 'Charge of a date cancelled',
  'refund.requested': () => 'Refund asked for',
  'invoice.voided': () => 'Invoice voided',
};

/** What an audit entry says, in the words of this page. One that is not named here says what it is called. */
export function noteWords({ action, actorKind, data, name, currency, amountMinor }: ActivityNote): string {
  const amount = currency && amountMinor !== null ? formatMoney(amountMinor, currency) : null;
  const what = WORDS[action]?.(data, actorKind) ?? plain(action);
  return [what, name, amount].filter(Boolean).join(', ');
}

const MAIL_STATES: Record<string, string> = { queued: 'on its way', sent: 'sent', failed: 'not delivered' };

export function mailWords({ to, subject, state }: { to: string; subject: string; state: string }): string {
  return `Mail to ${to}, ${MAIL_STATES[state] ?? state}: ${subject}`;
}

/** "invoice.credit-note_issued" → "Invoice credit note issued". */
function plain(action: string): string {
  const words = action.replaceAll(/[._-]/g, ' ');
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

function ending(data: Note['data']): string {
  const last4 = text(data, 'last4');
  return last4 ? `, ending in ${last4}` : '';
}

const FIELD_WORDS: Record<string, string> = {
  number: 'number',
  name: 'name',
  addressLines: 'address',
  taxId: 'tax id',
  language: 'language',
};

function changed({ to }: Note['data']): string {
  const fields = Object.keys(typeof to === 'object' && to !== null ? to : {});
  return fields.map((field) => FIELD_WORDS[field] ?? field).join(', ');
}
