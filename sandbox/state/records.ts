import type Stripe from 'stripe';
import type { Decline } from '../gateway/declines';

// Amounts stay JavaScript numbers inside the sandbox: the wire format is JSON numbers of at most eight
// digits of minor units, far below where a number loses a unit.

/** What the gateway knows about a method but never shows: which test card or account it is and what has happened to it. */
type Instrument = {
  id: string;
  /** Name in the list of test cards; the number itself is never kept. */
  card: string;
  /** Set up for charges without the payer, after a strong authentication or a plain setup. */
  setUpOffSession: boolean;
  /** Charged once without a customer, or detached: the gateway refuses to use it again. */
  spent: boolean;
  /** A confirmation token made from a payment method that exists. */
  standsFor?: string;
  /** Name in the list of test accounts, where it is no card. */
  bank?: string;
  /** The account was shown to be the payer's: signed in at the bank, or by small deposits. SEPA needs neither. */
  verified?: boolean;
  /** What its bank says from now on, whatever kind of test card it is: a refusal, or null for yes. */
  bankSays?: Decline | null;
  /** The permission to debit the account again and again. */
  mandate?: string;
};

type DeletedCustomer = { id: string; object: 'customer'; deleted: true };
export type CustomerRow = Stripe.Customer | DeletedCustomer;

/** How an intent was confirmed; needed when the payer comes back from the bank. */
type Challenge = {
  id: string;
  paymentMethod: string;
  returnUrl: string | null;
  offSession: boolean;
  /** Only while small deposits are waited for. */
  mandate?: string;
  tries?: number;
};

/** Something the gateway does later by its own clock (a dispute arrives, a refund settles). */
export type Task = {
  id: string;
  dueAt: number;
  action:
    | 'open-dispute'
    | 'warn-of-fraud'
    | 'settle-refund'
    | 'fail-refund'
    | 'settle-debit'
    | 'fail-debit'
    | 'end-microdeposits';
  target: string;
  detail: string;
};

export type IdempotencyRow = {
  id: string;
  fingerprint: string;
  status: number;
  body: string;
  created: number;
};

/** One event still owed to one endpoint. */
export type DeliveryRow = { id: string; event: string; endpoint: string; attempts: number; dueAtMs: number };

type SettingRow = { id: string; value: number | string | null };

export type WebhookEndpointRow = Stripe.WebhookEndpoint & { secret: string };

export type Records = {
  customer: CustomerRow;
  payment_method: Stripe.PaymentMethod;
  instrument: Instrument;
  confirmation_token: Stripe.ConfirmationToken;
  payment_intent: Stripe.PaymentIntent;
  setup_intent: Stripe.SetupIntent;
  challenge: Challenge;
  mandate: Stripe.Mandate;
  charge: Stripe.Charge;
  refund: Stripe.Refund;
  dispute: Stripe.Dispute;
  balance_transaction: Stripe.BalanceTransaction;
  event: Stripe.EventBase;
  webhook_endpoint: WebhookEndpointRow;
  task: Task;
  idempotency: IdempotencyRow;
  delivery: DeliveryRow;
  setting: SettingRow;
};
export type Kind = keyof Records;

/** Fields that lists filter by; each has an index so that a list costs its page, not the table. */
export const INDEXED: { [K in Kind]: readonly string[] } = {
  customer: ['email'],
  payment_method: ['customer'],
  instrument: [],
  confirmation_token: [],
  payment_intent: ['customer'],
  setup_intent: ['customer', 'payment_method'],
  challenge: [],
  mandate: [],
  charge: ['payment_intent', 'customer'],
  refund: ['charge', 'payment_intent'],
  dispute: ['charge', 'payment_intent'],
  balance_transaction: ['source'],
  event: ['type'],
  webhook_endpoint: [],
  task: [],
  idempotency: [],
  delivery: [],
  setting: [],
};
export const KINDS = Object.keys(INDEXED) as Kind[];
