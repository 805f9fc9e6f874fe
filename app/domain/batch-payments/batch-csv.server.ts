import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { StaffActor } from '~/auth/actor';
import { CSV } from '~/lib/csv';
import { toDecimal } from '~/lib/money';
import { OUTCOME_WORDS, itemWords } from './batch-words';
import { listItems, type ListedItem } from './list-items.server';

const COLUMNS = [
  'Invoice',
  'Customer',
  'Outcome',
  'What happened',
  'Code',
  'Currency',
  'Amount',
  'Charged',
  'Method',
  'Receipt',
  'Payment',
];
const AT_ONCE = 1_000;

/**
 * Every selected invoice of a batch as a CSV file: plain decimals, nothing a spreadsheet would run as a formula. Streams,
 * so that ten thousand rows take no more memory than a part of them.
 */
export function batchCsv(actor: StaffActor, batchId: string): Readable {
  async function* rows() {
    for (let after: number | null = null; ;) {
      const items: ListedItem[] = await listItems(actor, {
        batchId,
        outcome: null,
        order: 'selected',
        after,
        limit: AT_ONCE,
      });
      yield* items.map(rowOf);
      if (items.length < AT_ONCE) return;
      after = items.at(-1)?.place ?? null;
    }
  }
  const csv = stringify({ ...CSV, columns: COLUMNS });
  const source = Readable.from(rows());
  // A database that fails half-way must break the download off, not end it as if it were whole.
  source.on('error', (error) => csv.destroy(error));
  return source.pipe(csv);
}

function rowOf(item: ListedItem): string[] {
  const decimal = (minor: bigint | null) => (minor === null ? '' : toDecimal(minor, item.currency));
  return [
    item.number,
    item.customerName,
    OUTCOME_WORDS[item.outcome],
    itemWords(item).what,
    item.reason ?? '',
    item.currency,
    decimal(item.amountMinor),
    decimal(item.chargedMinor),
    item.method ?? '',
    item.receiptNumber ?? '',
    item.paymentId ?? '',
  ];
}
