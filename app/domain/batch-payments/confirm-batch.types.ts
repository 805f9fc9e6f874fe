import type { CalendarDate } from '~/lib/dates';
import type { BatchOptions } from './plan-charges';

export type ConfirmBatchInput = BatchOptions & {
  /** Minted by the page (UUIDv7): confirming twice is confirming once. */
  batchId: string;
  invoiceIds: readonly string[];
  /** What the page showed to be charged (encodeSeen). */
  seen: string;
  /** How many of the invoices the page said are charged at once, being due, if each is charged on its due date. */
  atOnce?: number;
  /** The batch whose failed items are tried again. */
  retryOf?: string | null;
  cause: string;
};

export type ConfirmBatchRefusal =
  | { kind: 'not-allowed' }
  | { kind: 'nothing-selected' }
  | { kind: 'too-many'; count: number; limit: number }
  /** Every selected invoice would be skipped. */
  | { kind: 'nothing-to-charge' }
  /** The invoices are not as they were shown. */
  | { kind: 'changed' }
  | { kind: 'bad-date'; from: CalendarDate; to: CalendarDate }
  /** Some selected invoice does not exist. */
  | { kind: 'gone' }
  /** Another batch was confirmed from the same page. */
  | { kind: 'other-request'; batchId: string };
