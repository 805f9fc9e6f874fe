import { addDays, isCalendarDate, type CalendarDate } from '~/lib/dates';
import { isCurrency, type Currency } from '~/lib/money';

/** Balance forward tells every movement; open items list what was still open when the period ended. */
export const STATEMENT_KINDS = ['balance-forward', 'open-items'] as const;
export type StatementKind = (typeof STATEMENT_KINDS)[number];

/** Calendar dates in the vendor's zone, both ends included. Without a beginning it starts with the first movement. */
export type Period = { from: CalendarDate | null; to: CalendarDate };
export type StatementQuery = Period & { kind: StatementKind; currency: Currency };

export const PRESETS = ['this-month', 'last-month', 'this-quarter', 'this-year', 'all'] as const;
export type Preset = (typeof PRESETS)[number];

export const PRESET_LABELS: Record<Preset, string> = {
  'this-month': 'This month',
  'last-month': 'Last month',
  'this-quarter': 'This quarter',
  'this-year': 'This year',
  all: 'All',
};

/** The dates a preset stands for. Those that have begun end today, where the books and the portal say the same. */
export function presetPeriod(preset: Preset, today: CalendarDate): Period {
  const year = today.slice(0, 4);
  const month = today.slice(0, 7);
  switch (preset) {
    case 'this-month':
      return { from: `${month}-01`, to: today };
    case 'last-month': {
      const to = addDays(`${month}-01`, -1);
      return { from: `${to.slice(0, 7)}-01`, to };
    }
    case 'this-quarter': {
      const first = Math.floor((Number.parseInt(today.slice(5, 7), 10) - 1) / 3) * 3 + 1;
      return { from: `${year}-${String(first).padStart(2, '0')}-01`, to: today };
    }
    case 'this-year':
      return { from: `${year}-01-01`, to: today };
    case 'all':
      return { from: null, to: today };
  }
}

/** A field that could not be understood, and how to mend it. */
export type StatementProblems = Partial<Record<'kind' | 'from' | 'to' | 'currency', string>>;
export type StatementFields = { kind: StatementKind; from: string; to: string; currency: Currency };

const WRITE_DATE = 'There is no such date. Write one like 2026-03-31.';

/**
 * Reads an address. `currencies` are those the customer has movements in, the usual one first; an address without a
 * period means this year. With problems there is no query, since half an answer would be a wrong statement.
 */
export function parseStatementQuery(
  params: URLSearchParams,
  { today, currencies }: { today: CalendarDate; currencies: readonly Currency[] },
): { query: StatementQuery | null; problems: StatementProblems; fields: StatementFields } {
  const problems: StatementProblems = {};
  const typed = (name: string) => params.get(name)?.trim().slice(0, 40) ?? '';
  const kind = STATEMENT_KINDS.find((each) => each === (typed('kind') || 'balance-forward'));
  if (!kind) problems.kind = 'Choose balance forward or open items.';
  const { from, to } = readPeriod(typed, today, problems);
  const currency = readCurrency(typed('currency').toUpperCase(), currencies, problems);
  const fields: StatementFields = {
    kind: kind ?? 'balance-forward',
    from: problems.from ? typed('from') : (from ?? ''),
    to: typed('to') || to,
    currency,
  };
  const sound = Object.keys(problems).length === 0;
  return { query: sound ? { kind: fields.kind, from, to, currency } : null, problems, fields };
}

function readPeriod(typed: (name: string) => string, today: CalendarDate, problems: StatementProblems): Period {
  if (typed('from') === '' && typed('to') === '') {
    const asked = typed('period');
    return presetPeriod(PRESETS.find((preset) => preset === asked) ?? 'this-year', today);
  }
  const read = (name: 'from' | 'to'): CalendarDate | null => {
    const text = typed(name);
    if (text !== '' && !isCalendarDate(text)) problems[name] = WRITE_DATE;
    return isCalendarDate(text) ? text : null;
  };
  const from = read('from');
  const to = read('to') ?? today;
  if (from !== null && !problems.to && to < from)
    problems.to = 'The period ends before it begins. Choose a later end or an earlier beginning.';
  return { from, to };
}

function readCurrency(asked: string, currencies: readonly Currency[], problems: StatementProblems): Currency {
  const usual = currencies[0] ?? 'USD';
  if (asked === '' || currencies.includes(asked)) return asked || usual;
  const own = currencies.length > 0 ? ` Choose ${currencies.join(' or ')}.` : '';
  problems.currency = isCurrency(asked)
    ? `You have no movements in ${asked}.${own}`
    : `“${asked}” is not a currency we know.${own}`;
  return usual;
}

/** Which preset the period is, so that the page can say so. */
export function presetOf({ from, to }: Period, today: CalendarDate): Preset | null {
  return (
    PRESETS.find((preset) => {
      const dates = presetPeriod(preset, today);
      return dates.from === from && dates.to === to;
    }) ?? null
  );
}

/** The address of a statement: `?kind=…&currency=…&from=…&to=…`. A beginning left out is the first movement. */
export function statementSearch({ kind, currency, from, to }: StatementQuery, after?: string | null): string {
  return `?${new URLSearchParams({ kind, currency, ...(from && { from }), to, ...(after && { after }) })}`;
}
