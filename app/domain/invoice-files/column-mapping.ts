import { isCurrency, type Currency } from '~/lib/money';
import { refuse, type Result } from '~/lib/result';
import type { DecimalStyle } from './read-amount';
import { DATE_FORMATS, type DateOrder } from './read-date';

/** The headers each field goes by, in any case and with any spaces or signs between. */
const KNOWN_HEADERS = {
  number: ['invoicenumber', 'invoiceno', 'invoicenr', 'invoiceid', 'invoice', 'number'],
  customer: ['customerid', 'customernumber', 'customerno', 'customer', 'accountnumber', 'account'],
  customerName: ['customername', 'company', 'companyname', 'name'],
  email: ['email', 'customeremail', 'emailaddress'],
  country: ['country', 'countrycode'],
  issuedOn: ['invoicedate', 'issuedate', 'issuedon', 'issued', 'date'],
  dueOn: ['duedate', 'dueon', 'due'],
  amount: ['invoiceamount', 'amount', 'total', 'totalamount', 'invoicetotal'],
  currency: ['currency', 'currencycode'],
  summary: ['summary', 'description', 'orderdescription'],
  settledOn: ['settleddate', 'settledon', 'paiddate', 'paidon'],
  disputed: ['disputed', 'indispute'],
} as const;

export type Field = keyof typeof KNOWN_HEADERS;
const FIELDS = Object.keys(KNOWN_HEADERS) as Field[];
const REQUIRED: readonly Field[] = ['number', 'customer', 'issuedOn', 'dueOn', 'amount'];

/** What the sender declared; everything else is found out. */
export type DeclaredMapping = {
  columns: Partial<Record<Field, string>>;
  dateOrder: DateOrder | null;
  decimal: DecimalStyle;
  defaultCurrency: Currency;
};

/** Field → position in the row. */
export type ColumnMapping = Partial<Record<Field, number>>;

export type MappingProblem = { problem: string; remedy: string };

/** Reads `number=Rechnung,dateFormat=D.M.YYYY` or the same as a JSON object. */
export function parseMapping(text: string): Result<{ mapping: DeclaredMapping }, MappingProblem> {
  const mapping: DeclaredMapping = { columns: {}, dateOrder: null, decimal: 'auto', defaultCurrency: 'USD' };
  for (const [key, value] of pairsOf(text)) {
    if (FIELDS.includes(key as Field)) mapping.columns[key as Field] = value;
    else if (key === 'dateFormat' && DATE_FORMATS[value.toUpperCase()]) {
      const order = DATE_FORMATS[value.toUpperCase()];
      mapping.dateOrder = order === 'any' || order === undefined ? null : order;
    } else if (key === 'decimal' && (value === 'point' || value === 'comma')) mapping.decimal = value;
    else if (key === 'defaultCurrency' && isCurrency(value)) mapping.defaultCurrency = value;
    else {
      return refuse({
        problem: `the mapping says ${key}=${value}, which is not known`,
        remedy:
          `map a field to a header (${FIELDS.join(', ')}), or set dateFormat to one of ${Object.keys(DATE_FORMATS).join(', ')}, ` +
          'decimal to point or comma, defaultCurrency to an ISO 4217 code',
      });
    }
  }
  return { ok: true, mapping };
}

function pairsOf(text: string): [string, string][] {
  if (text.trim() === '') return [];
  if (text.trim().startsWith('{')) {
    try {
      return Object.entries(JSON.parse(text) as Record<string, unknown>).map(([key, value]) => [key, String(value)]);
    } catch {
      return [[text, '']];
    }
  }
  return text.split(',').map((pair) => {
    const [key = '', ...rest] = pair.split('=');
    return [key.trim(), rest.join('=').trim()];
  });
}

/** Finds the column of each field by its declared or its known header. Two that could be it are never chosen between. */
export function mapColumns(
  header: readonly string[],
  declared: DeclaredMapping['columns'],
): Result<{ columns: ColumnMapping }, MappingProblem> {
  const columns: ColumnMapping = {};
  for (const field of FIELDS) {
    const wanted = declared[field];
    const known: readonly string[] = KNOWN_HEADERS[field];
    const found = header.flatMap((name, position) => {
      const matches = wanted === undefined ? known.includes(plain(name)) : name.trim() === wanted;
      return matches ? [position] : [];
    });
    if (found.length > 1) {
      return refuse({
        problem: `${found.length} columns could be the ${field}: ${found.map((position) => header[position]).join(', ')}`,
        remedy: `say which one: --mapping ${field}=HEADER`,
      });
    }
    if (found[0] === undefined && wanted !== undefined) {
      return refuse({ problem: `there is no column "${wanted}"`, remedy: `the headers are: ${header.join(', ')}` });
    }
    if (found[0] === undefined && REQUIRED.includes(field)) {
      return refuse({
        problem: `no column for the ${field} was recognised`,
        remedy: `say which one: --mapping ${field}=HEADER; the headers are: ${header.join(', ')}`,
      });
    }
    if (found[0] !== undefined) columns[field] = found[0];
  }
  return { ok: true, columns };
}

function plain(header: string): string {
  return header.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** The delimiter that cuts the header into the most columns; quoted text does not count. Null: none does. */
export function findDelimiter(headerLine: string): ',' | ';' | '\t' | null {
  const unquoted = headerLine.replaceAll(/"[^"]*"/g, '');
  const counts = ([',', ';', '\t'] as const).map((sign) => ({ sign, count: unquoted.split(sign).length - 1 }));
  const best = counts.reduce((a, b) => (b.count > a.count ? b : a));
  return best.count > 0 ? best.sign : null;
}
