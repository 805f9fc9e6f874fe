import { MOST } from '~/domain/customers/customer-fields';
import { refuse, type Result } from '~/lib/result';

/** The headers each field goes by, in any case and with any spaces or signs between. */
const KNOWN_HEADERS = {
  number: ['number', 'customernumber', 'customerno', 'customerid', 'accountnumber', 'account'],
  name: ['name', 'customername', 'customer', 'company', 'companyname'],
  address: ['address', 'billingaddress'],
  taxId: ['taxid', 'vatid', 'vatnumber', 'taxnumber'],
  language: ['language', 'lang'],
  contactName: ['contactname', 'contact', 'contactperson'],
  email: ['contactemail', 'email', 'emailaddress', 'customeremail', 'contactemailaddress'],
  role: ['contactrole', 'role'],
} as const;

export type ImportField = keyof typeof KNOWN_HEADERS;
const FIELDS = Object.keys(KNOWN_HEADERS) as ImportField[];
const REQUIRED: readonly ImportField[] = ['number', 'name'];

/** What the template's first line says, in its order. */
export const TEMPLATE_HEADERS = [
  'Number',
  'Name',
  'Address line 1',
  'Address line 2',
  'Address line 3',
  'Tax id',
  'Language',
  'Contact name',
  'Contact e-mail',
  'Contact role',
] as const;

/** Field → position in the row; address lines in columns of their own stand in theirs. */
export type CustomerColumns = {
  header: string[];
  fields: Partial<Record<ImportField, number>>;
  addressLines: number[];
  /** Columns that mean nothing here. */
  unread: string[];
};

const MOST_COLUMNS = 100;

export type HeaderProblem = { problem: string; remedy: string };

/** Finds the column of each field by its header. Two that could be it are never chosen between; what is not known is left out, and named. */
export function readHeader(cells: readonly string[]): Result<{ columns: CustomerColumns }, HeaderProblem> {
  const header = cells.map((name) => name.trim());
  if (header.length > MOST_COLUMNS)
    return refuse({ problem: `the first line has ${header.length} columns`, remedy: 'leave out what is no customer' });
  const fields: CustomerColumns['fields'] = {};
  for (const field of FIELDS) {
    const known: readonly string[] = KNOWN_HEADERS[field];
    const [first, second] = header.flatMap((name, at) => (known.includes(plain(name)) ? [at] : []));
    if (first !== undefined && second !== undefined)
      return refuse({
        problem: `two columns could be the ${FIELD_NAMES[field]}: ${header[first]} and ${header[second]}`,
        remedy: 'rename or leave out one of the two',
      });
    if (first === undefined && REQUIRED.includes(field))
      return refuse({
        problem: `no column is called ${FIELD_NAMES[field]}`,
        remedy: `name the columns in the first line as the template does: ${TEMPLATE_HEADERS.join(', ')}`,
      });
    if (first !== undefined) fields[field] = first;
  }
  const addressLines = Array.from({ length: MOST.addressLines }, (_, i) =>
    header.findIndex((name) => new RegExp(`^address(line)?${i + 1}$`).test(plain(name))),
  ).filter((at) => at >= 0);
  const read = new Set([...Object.values(fields), ...addressLines]);
  const unread = header.filter((name, at) => !read.has(at) && name !== '').map((name) => name.slice(0, 60));
  return { ok: true, columns: { header, fields, addressLines, unread } };
}

const FIELD_NAMES: Record<ImportField, string> = {
  number: 'Number',
  name: 'Name',
  address: 'Address',
  taxId: 'Tax id',
  language: 'Language',
  contactName: 'Contact name',
  email: 'Contact e-mail',
  role: 'Contact role',
};

function plain(header: string): string {
  return header.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}
