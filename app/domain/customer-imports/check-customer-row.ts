import {
  checkContact,
  checkCustomer,
  type ContactDetails,
  type CustomerDetails,
  type CustomerProblems,
} from '~/domain/customers/customer-fields';
import type { CustomerColumns, ImportField } from './customer-columns';

export type GoodRow = { line: number } & CustomerDetails & { contact: ContactDetails | null };

/** One thing wrong with one cell, said so that its sender can mend it. */
export type RowProblem = { line: number; column: string; value: string; remedy: string };

export type CheckedRow = { ok: true; row: GoodRow } | { ok: false; problems: RowProblem[] };

const LONGEST_VALUE = 80;

/** Reads one row; every broken cell of it is named, not only the first. */
export function checkCustomerRow(
  { line, cells }: { line: number; cells: readonly string[] },
  columns: CustomerColumns,
): CheckedRow {
  const at = (position: number | undefined) => (position === undefined ? '' : (cells[position]?.trim() ?? ''));
  const cell = (field: ImportField) => at(columns.fields[field]);
  const named = (field: ImportField | undefined) => columns.header[columns.fields[field ?? 'number'] ?? -1] ?? '';
  const problem = (field: ImportField | undefined, remedy: string, value = field ? cell(field) : ''): RowProblem => ({
    line,
    column: named(field),
    value: value.slice(0, LONGEST_VALUE),
    remedy,
  });
  const extra = cells.slice(columns.header.length).find((value) => value.trim() !== '');
  if (extra !== undefined)
    return {
      ok: false,
      problems: [
        {
          line,
          column: '',
          value: extra.slice(0, LONGEST_VALUE),
          remedy: 'Put text that holds the delimiter in quotes.',
        },
      ],
    };
  const bytes = (Object.keys(columns.fields) as ImportField[]).filter((field) => cell(field).includes('\u{fffd}'));
  if (bytes.length > 0)
    return { ok: false, problems: bytes.map((field) => problem(field, 'Save the file as UTF-8: this is not text.')) };

  const address = [cell('address'), ...columns.addressLines.map(at)].filter((part) => part !== '').join('\n');
  const [number, name, taxId, language] = [cell('number'), cell('name'), cell('taxId'), cell('language')];
  const customer = checkCustomer({ number, name, taxId, language, address });
  const typed = { contactName: cell('contactName'), email: cell('email'), role: cell('role').toLowerCase() || 'payer' };
  const contact = typed.contactName === '' && typed.email === '' ? null : checkContact(typed);
  const found: CustomerProblems = {
    ...(customer.ok ? {} : customer.problems),
    ...(contact && !contact.ok ? contact.problems : {}),
  };
  if (found.role) found.role = 'Write payer or viewer.';
  if (customer.ok && (!contact || contact.ok))
    return { ok: true, row: { line, ...customer.details, contact: contact?.contact ?? null } };
  return {
    ok: false,
    problems: (Object.entries(found) as [ImportField, string][]).map(([field, remedy]) =>
      problem(field, remedy, field === 'address' ? address.replaceAll('\n', ', ') : undefined),
    ),
  };
}

/**
 * Whether a row can stand beside those before it. Several rows of one customer are several contacts of it: they say the
 * same of the customer, and each names somebody else. Null: it can.
 */
export function clashWith(row: GoodRow, first: GoodRow | undefined, sameContact: GoodRow | undefined): string | null {
  if (!first) return null;
  if (JSON.stringify(detailsOf(row)) !== JSON.stringify(detailsOf(first)))
    return `Line ${first.line} has this number with other details. Give it another number, or make the two the same.`;
  if (row.contact === null) return `Line ${first.line} is the same customer. Leave one of the two out.`;
  return sameContact ? `Line ${sameContact.line} has this contact of this customer. Leave one of the two out.` : null;
}

function detailsOf({ name, addressLines, taxId, language }: GoodRow) {
  return { name, addressLines, taxId, language };
}
