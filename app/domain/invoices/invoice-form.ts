import { isCalendarDate, type CalendarDate } from '~/lib/dates';
import { fromDecimal, isCurrency, type Currency } from '~/lib/money';
import { refuse, type Result } from '~/lib/result';
import { invoiceLine, invoiceTax, invoiceTotal, type NewInvoiceLine } from './new-invoice';

/** A line as it is typed. A discount is a line with a price below nought. */
export type TypedLine = { description: string; quantity: string; unitPrice: string; taxRate: string };

/** An invoice as it is typed. An empty number means the next of the vendor's series. */
export type TypedInvoice = {
  currency: string;
  number: string;
  issuedOn: string;
  dueOn: string;
  summary: string;
  memo: string;
  lines: TypedLine[];
};

/** The same, understood. */
export type WrittenInvoice = {
  currency: Currency;
  number: string | null;
  issuedOn: CalendarDate;
  dueOn: CalendarDate;
  summary: string;
  memo: string | null;
  lines: NewInvoiceLine[];
};

export type LineProblems = Partial<Record<keyof TypedLine, string>>;
export type InvoiceProblems = {
  /** What is wrong beside each field, and about the lines together. */
  fields: Partial<Record<keyof TypedInvoice, string>>;
  lines: LineProblems[];
};

export const MAX_LINES = 100;
export const LONGEST = { description: 300, number: 40, summary: 150, memo: 2_000, amount: 20 } as const;
/** As many digits as an invoice's total may have in minor units; the gateway takes twelve at once. */
const MOST_MINOR = 10n ** 13n;

export const EMPTY_LINE: TypedLine = { description: '', quantity: '1', unitPrice: '', taxRate: '0' };
export const DISCOUNT_LINE: TypedLine = { description: 'Discount', quantity: '1', unitPrice: '-', taxRate: '0' };

/** A line nobody has typed anything into says nothing. */
export function isBlank(line: TypedLine): boolean {
  return line.description.trim() === '' && ['', '-'].includes(line.unitPrice.trim());
}

/** Reads what was typed, on the server as in the browser; guesses nothing, and says beside each field what is wrong. */
export function readInvoice(typed: TypedInvoice): Result<{ invoice: WrittenInvoice }, InvoiceProblems> {
  const fields: InvoiceProblems['fields'] = {};
  const currency = typed.currency.trim().toUpperCase();
  if (!isCurrency(currency)) fields.currency = 'Choose a currency.';
  const number = typed.number.trim();
  if (!/^[A-Za-z0-9][A-Za-z0-9 ./_-]*$/.test(number) && number !== '')
    fields.number = 'Letters, digits and . / _ - only.';
  else if (isDraftNumber(number)) fields.number = 'Drafts are called that. Choose another, or leave it empty.';
  if (!isCalendarDate(typed.issuedOn)) fields.issuedOn = 'Choose the date of the invoice.';
  if (!isCalendarDate(typed.dueOn)) fields.dueOn = 'Choose the date on which it is due.';
  else if (isCalendarDate(typed.issuedOn) && typed.dueOn < typed.issuedOn)
    fields.dueOn = 'Due before it is issued: choose that day or later.';
  const summary = plain(typed.summary);
  if (summary === '') fields.summary = 'Say what it is for, in a few words.';
  const memo = plain(typed.memo);
  const shown = { number, summary, memo };
  for (const name of ['number', 'summary', 'memo'] as const)
    if (shown[name].length > LONGEST[name]) fields[name] = `At most ${LONGEST[name].toLocaleString('en-US')} letters.`;

  const read = typed.lines.map((line) =>
    isBlank(line) ? null : readLine(line, isCurrency(currency) ? currency : 'USD'),
  );
  const problems = read.map((line) => (line && 'problems' in line ? line.problems : {}));
  const lines = read.flatMap((line) => (line && 'line' in line ? [line.line] : []));
  const wrong = problems.some((each) => Object.keys(each).length > 0);
  const together = wrong ? null : whatIsWrongWith(lines);
  if (together) fields.lines = together;
  if (wrong || Object.keys(fields).length > 0) return refuse({ fields, lines: problems });
  const { issuedOn, dueOn } = typed;
  return {
    ok: true,
    invoice: { currency, number: number || null, issuedOn, dueOn, summary, memo: memo || null, lines },
  };
}

/** What no single line can be blamed for. */
function whatIsWrongWith(lines: readonly NewInvoiceLine[]): string | null {
  if (lines.length === 0) return 'Write at least one line.';
  if (lines.length > MAX_LINES) return `At most ${MAX_LINES} lines.`;
  const [tax, total] = [invoiceTax(lines), invoiceTotal(lines)];
  if (total <= 0n) return 'The lines come to nothing, or less: an invoice asks for an amount above zero.';
  if (tax < 0n || tax > total)
    return 'The tax comes to less than nothing: discount only what is taxed at the same rate.';
  return total >= MOST_MINOR ? 'The total is too large.' : null;
}

type ReadLine = { line: NewInvoiceLine } | { problems: LineProblems };

function readLine(typed: TypedLine, currency: Currency): ReadLine {
  const problems: LineProblems = {};
  const description = plain(typed.description);
  if (description === '') problems.description = 'Say what this is.';
  else if (description.length > LONGEST.description) problems.description = `At most ${LONGEST.description} letters.`;
  const quantityMilli = readThousandths(typed.quantity, 1_000_000);
  if (quantityMilli === null || quantityMilli <= 0n) problems.quantity = 'A number above zero, as in 1 or 2.5.';
  const unitPriceMinor = readPrice(typed.unitPrice, currency);
  if (unitPriceMinor === null) problems.unitPrice = `An amount in ${currency}, as in ${exampleOf(currency)}.`;
  const rate = readThousandths(typed.taxRate.replace(/%$/, '').trim() || '0', 100);
  if (rate === null || rate % 10n !== 0n) problems.taxRate = 'A percentage from 0 to 100, as in 7.75.';
  if (quantityMilli === null || unitPriceMinor === null || rate === null || Object.keys(problems).length > 0)
    return { problems };
  const line = invoiceLine({ description, quantityMilli, unitPriceMinor, taxRateBp: Number(rate / 10n) });
  const size = line.netMinor < 0n ? -line.netMinor : line.netMinor;
  return size >= MOST_MINOR ? { problems: { unitPrice: 'This line comes to too much.' } } : { line };
}

/** What the lines that can be read come to, while somebody types. */
export function workOut(lines: readonly TypedLine[], currency: Currency) {
  const read = lines.map((line) => {
    const each = isBlank(line) ? null : readLine({ ...line, description: line.description || '-' }, currency);
    return each && 'line' in each ? each.line : null;
  });
  const known = read.filter((line) => line !== null);
  const [taxMinor, totalMinor] = [invoiceTax(known), invoiceTotal(known)];
  return { nets: read.map((line) => line?.netMinor ?? null), netMinor: totalMinor - taxMinor, taxMinor, totalMinor };
}

export function plain(text: string): string {
  return text
    .replaceAll(/[\0\u202a-\u202e\u2066-\u2069]/g, '')
    .replaceAll('\r\n', '\n')
    .trim();
}

/** "2.5" → 2500; null for more than three decimals, for more than `most`, and for what is no number. */
function readThousandths(text: string, most: number): bigint | null {
  const match = /^(\d{1,7})(?:\.(\d{1,3}))?$/.exec(text.trim());
  if (!match) return null;
  const milli = BigInt((match[1] ?? '') + (match[2] ?? '').padEnd(3, '0'));
  return milli <= BigInt(most) * 1000n ? milli : null;
}

/** As readTypedAmount, and below nought too: "-1,234.50". */
function readPrice(text: string, currency: Currency): bigint | null {
  const trimmed = text.trim().replace(/^[−–]/, '-');
  const grouped = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(trimmed) ? trimmed.replaceAll(',', '') : trimmed;
  return fromDecimal(grouped, currency);
}

function exampleOf(currency: Currency): string {
  return fromDecimal('1.50', currency) === null ? '150' : '149.50';
}

/** A draft has no number of the series yet; the column wants one, and no two drafts of a vendor share theirs. */
export function draftNumber(invoiceId: string): string {
  return `DRAFT-${invoiceId.slice(-12).toUpperCase()}`;
}

export function isDraftNumber(number: string): boolean {
  return /^DRAFT-[0-9A-F]{12}$/i.test(number);
}

/** What people call it: "Invoice INV-1042", or a draft that has no number yet. */
export function invoiceName({ number, issuedAt }: { number: string; issuedAt: Date | null }): string {
  if (issuedAt !== null) return `Invoice ${number}`;
  return isDraftNumber(number) ? 'Draft' : `Draft ${number}`;
}
