import type { CalendarDate } from '~/lib/dates';
import { emailAddress } from '~/lib/email-address';
import { isCurrency, type Currency } from '~/lib/money';
import type { ColumnMapping, Field } from './column-mapping';
import { readAmount, type DecimalStyle } from './read-amount';
import { readDate, type DateOrder } from './read-date';

/** How one file is read: decided once for all of its rows. */
export type ReadingPlan = {
  header: readonly string[];
  columns: ColumnMapping;
  dateOrder: DateOrder | null;
  decimal: DecimalStyle;
  defaultCurrency: Currency;
};

export type FileInvoice = {
  line: number;
  number: string;
  customerNumber: string;
  customerName: string | null;
  email: string | null;
  country: string | null;
  issuedOn: CalendarDate;
  dueOn: CalendarDate;
  amountMinor: bigint;
  currency: Currency;
  summary: string | null;
  settledOn: CalendarDate | null;
  disputed: boolean;
};

/** One thing wrong with one cell, said so that its sender can mend it. */
export type RowError = { line: number; column: string; value: string; problem: string; remedy: string };

export type CheckedRow = { ok: true; invoice: FileInvoice } | { ok: false; errors: RowError[] };

const MAX_LENGTH: Partial<Record<Field, number>> = {
  number: 64,
  customer: 64,
  customerName: 120,
  country: 60,
  summary: 200,
};
const DATE_REMEDY = 'write a date that exists as YYYY-MM-DD, or set --mapping dateFormat=…';
const YES = new Set(['yes', 'y', 'true', '1']);
const NO = new Set(['no', 'n', 'false', '0', '']);

/** Reads one row; every broken cell of it is named, not only the first. */
export function checkRow(row: { line: number; cells: readonly string[] }, plan: ReadingPlan): CheckedRow {
  if (row.cells.length !== plan.header.length) {
    const problem = `the row has ${row.cells.length} columns, the header has ${plan.header.length}`;
    return {
      ok: false,
      errors: [
        { line: row.line, column: '', value: '', problem, remedy: 'put text that holds the delimiter in quotes' },
      ],
    };
  }
  const errors: RowError[] = [];
  const columnOf = (field: Field) => plan.header[plan.columns[field] ?? -1] ?? field;
  const cell = (field: Field) => row.cells[plan.columns[field] ?? -1]?.trim() ?? '';
  const broken = (field: Field, problem: string, remedy: string) => {
    errors.push({ line: row.line, column: columnOf(field), value: cell(field), problem, remedy });
  };
  const text = (field: Field) => {
    const value = cell(field);
    const limit = MAX_LENGTH[field] ?? 254;
    if (value.includes('\u{fffd}')) broken(field, 'holds bytes that are no UTF-8', 'save the file as UTF-8');
    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    else if (/[\u0000-\u001f\u007f]/.test(value))
      broken(field, 'holds a line break or control character', 'keep it to one line of plain text');
    else if (value.length > limit) broken(field, `is longer than ${limit} characters`, 'shorten it');
    return value;
  };
  const required = (field: Field) => {
    const value = text(field);
    if (value === '') broken(field, 'is empty', 'fill it in');
    return value;
  };
  const date = (field: Field): CalendarDate => {
    const value = required(field);
    const read = value === '' ? '' : readDate(value, plan.dateOrder);
    if (read === null) broken(field, 'is not a date', DATE_REMEDY);
    return read ?? '';
  };

  const number = required('number');
  const customerNumber = required('customer');
  const issuedOn = date('issuedOn');
  const dueOn = date('dueOn');
  if (issuedOn !== '' && dueOn !== '' && dueOn < issuedOn)
    broken('dueOn', `is before the day of issue, ${issuedOn}`, 'mend one of the two dates');
  const currency = readCurrency();
  const amountMinor = currency === null ? 0n : readTotal(currency);
  const email = readEmail();
  const disputed = cell('disputed').toLowerCase();
  if (!YES.has(disputed) && !NO.has(disputed)) broken('disputed', 'is neither yes nor no', 'write Yes or No');
  const settledOn = cell('settledOn') === '' ? null : date('settledOn');
  const customerName = text('customerName') || null;
  const country = text('country') || null;
  const summary = text('summary') || null;

  if (errors.length > 0 || currency === null) return { ok: false, errors };
  return {
    ok: true,
    invoice: {
      line: row.line,
      number,
      customerNumber,
      customerName,
      email,
      country,
      issuedOn,
      dueOn,
      amountMinor,
      currency,
      summary,
      settledOn,
      disputed: YES.has(disputed),
    },
  };

  function readCurrency(): Currency | null {
    if (plan.columns.currency === undefined) return plan.defaultCurrency;
    const code = required('currency').toUpperCase();
    if (isCurrency(code)) return code;
    if (code !== '') broken('currency', 'is not an ISO 4217 currency', 'write its three letters, as in USD');
    return null;
  }

  function readTotal(inCurrency: Currency): bigint {
    const value = required('amount');
    if (value === '') return 0n;
    const read = readAmount(value, inCurrency, plan.decimal);
    if (read.ok) return read.amountMinor;
    broken('amount', read.problem, read.remedy);
    return 0n;
  }

  function readEmail(): string | null {
    if (plan.columns.email === undefined) return null;
    const value = required('email');
    const address = emailAddress(value);
    if (value !== '' && address === null)
      broken('email', 'is not an e-mail address', 'write one, as in ada@example.com');
    return address;
  }
}
