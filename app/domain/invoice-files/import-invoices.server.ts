import { basename } from 'node:path';
import { record } from '~/domain/audit/record.server';
import { dateIn, type CalendarDate } from '~/lib/dates';
import { takeLonger, db, transaction, type Tx } from '~/lib/db.server';
import { newId } from '~/lib/ids';
import { refuse, type Result } from '~/lib/result';
import { checkRow, type FileInvoice, type RowError } from './check-row';
import { parseMapping, type MappingProblem } from './column-mapping';
import { readRecords, UnreadableFile } from './read-records.server';
import type { StoreContext } from './store-customers.server';
import { storeRows } from './store-rows.server';
import { surveyFile, type Survey } from './survey-file.server';

export type ImportInput = {
  path: string;
  vendorSlug?: string;
  mapping: string;
  /** Null: today, where the vendor is. */
  asOf: CalendarDate | null;
  ignoreSettlement: boolean;
  /** Imports the good rows of a file that has broken ones. */
  acceptValid: boolean;
};

export type ImportOutcome = {
  vendor: string;
  /** Set when these bytes were imported before: nothing was read again. */
  importedBefore: Date | null;
  rows: number;
  created: number;
  already: number;
  refused: number;
  customersCreated: number;
  settled: number;
  disputed: number;
  /** Currency → Σ of the created invoices. */
  totals: Record<string, bigint>;
  /** The first thousand. */
  errors: RowError[];
  notes: string[];
};

export type ImportRefusal =
  | ({ kind: 'file' } & MappingProblem)
  | { kind: 'vendor'; slugs: string[] }
  | { kind: 'broken-rows'; outcome: ImportOutcome };

const ROWS_AT_ONCE = 2_000;
const ERRORS_KEPT = 1_000;

class Undo extends Error {}

/**
 * Reads a file of invoices into a vendor's books in one transaction: all of it, or nothing. The same file again
 * changes nothing, and neither do rows that are there already; a row that contradicts the books, or cannot be
 * read one way only, is refused with its line. A file with such rows imports nothing unless acceptValid is set.
 */
export async function importInvoices(
  input: ImportInput,
  now: Date,
): Promise<Result<{ outcome: ImportOutcome }, ImportRefusal>> {
  const declared = parseMapping(input.mapping);
  if (!declared.ok) return refuse({ kind: 'file', ...declared.refusal });
  const vendor = await findVendor(input.vendorSlug);
  if ('slugs' in vendor) return refuse({ kind: 'vendor', slugs: vendor.slugs });
  const surveyed = await surveyFile(input.path, declared.mapping);
  if (!surveyed.ok) return refuse({ kind: 'file', ...surveyed.refusal });

  const outcome = emptyOutcome(vendor.slug, surveyed.survey);
  try {
    await transaction((tx) => importAll(tx, { input, vendor, survey: surveyed.survey, outcome, now }));
  } catch (error) {
    if (error instanceof Undo) return refuse({ kind: 'broken-rows', outcome });
    if (error instanceof UnreadableFile)
      return refuse({ kind: 'file', problem: error.message, remedy: 'mend the file and try again' });
    throw error;
  }
  return { ok: true, outcome };
}

type Vendor = { id: string; slug: string; timeZone: string };
type Import = { input: ImportInput; vendor: Vendor; survey: Survey; outcome: ImportOutcome; now: Date };

async function findVendor(slug: string | undefined): Promise<Vendor | { slugs: string[] }> {
  const vendors = await db.vendor.findMany({
    select: { id: true, slug: true, timeZone: true },
    orderBy: { slug: 'asc' },
  });
  const wanted = slug === undefined ? vendors : vendors.filter((vendor) => vendor.slug === slug);
  return wanted.length === 1 && wanted[0] ? wanted[0] : { slugs: vendors.map((vendor) => vendor.slug) };
}

function emptyOutcome(vendor: string, survey: Survey): ImportOutcome {
  const { columns, defaultCurrency } = survey.plan;
  const notes = [
    ...(columns.currency === undefined ? [`The file names no currency: ${defaultCurrency} was taken.`] : []),
    ...(columns.email === undefined
      ? ['The file holds no e-mail addresses: new customers got one under example.com.']
      : []),
  ];
  return {
    vendor,
    importedBefore: null,
    rows: survey.rows,
    created: 0,
    already: 0,
    refused: 0,
    customersCreated: 0,
    settled: 0,
    disputed: 0,
    totals: {},
    errors: [],
    notes,
  };
}

async function importAll(tx: Tx, job: Import): Promise<void> {
  const { input, vendor, survey, outcome, now } = job;
  // A file may take longer than a page; still below Prisma's own timer, so that the database gives up first.
  await takeLonger(tx, 60);
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('import invoices'), hashtext(${vendor.id}))`;
  outcome.importedBefore = await importedBefore(tx, job);
  if (outcome.importedBefore) {
    outcome.already = outcome.rows;
    return;
  }
  const asOf = input.ignoreSettlement ? null : (input.asOf ?? dateIn(vendor.timeZone, now));
  const context: StoreContext = { vendor, asOf, now, customerIds: new Map() };
  const lineOfNumber = new Map<string, number>();
  let chunk: FileInvoice[] = [];
  const records = readRecords(input.path, survey.delimiter);
  await records.next(); // the header
  for await (const line of records) {
    const invoice = readRow(line, job, lineOfNumber);
    if (invoice) chunk.push(invoice);
    if (chunk.length === ROWS_AT_ONCE) {
      await storeChunk(tx, chunk, context, outcome);
      chunk = [];
    }
  }
  await storeChunk(tx, chunk, context, outcome);
  if (context.madeUp)
    outcome.notes.push(`Customer ${context.madeUp.number}, for one, signs in as ${context.madeUp.email}.`);
  if (outcome.refused > 0 && !input.acceptValid) throw new Undo('broken rows');
  if (outcome.created > 0) await remember(tx, job, asOf);
}

function readRow(
  row: { line: number; cells: string[] } | { line: number; unreadable: string },
  job: Import,
  lineOfNumber: Map<string, number>,
) {
  const { outcome, survey } = job;
  if ('unreadable' in row) {
    refuseRow(outcome, [
      {
        line: row.line,
        column: '',
        value: '',
        problem: row.unreadable,
        remedy: 'double the quotes inside a quoted cell',
      },
    ]);
    return null;
  }
  const checked = checkRow(row, survey.plan);
  if (!checked.ok) {
    refuseRow(outcome, checked.errors);
    return null;
  }
  const { number, line } = checked.invoice;
  const earlier = lineOfNumber.get(number);
  if (earlier !== undefined) {
    const problem = `line ${earlier} has the same invoice number`;
    refuseRow(outcome, [
      {
        line,
        column: survey.plan.header[survey.plan.columns.number ?? 0] ?? '',
        value: number,
        problem,
        remedy: 'leave one of the two out',
      },
    ]);
    return null;
  }
  lineOfNumber.set(number, line);
  return checked.invoice;
}

function refuseRow(outcome: ImportOutcome, errors: readonly RowError[]): void {
  outcome.refused += 1;
  outcome.errors.push(...errors.slice(0, ERRORS_KEPT - outcome.errors.length));
}

async function storeChunk(
  tx: Tx,
  chunk: readonly FileInvoice[],
  context: StoreContext,
  outcome: ImportOutcome,
): Promise<void> {
  if (chunk.length === 0) return;
  const stored = await storeRows(tx, chunk, context);
  outcome.customersCreated += stored.customersCreated;
  outcome.created += stored.created.length;
  outcome.already += stored.already;
  outcome.settled += stored.settled;
  outcome.disputed += stored.disputed;
  for (const { currency, amountMinor } of stored.created)
    outcome.totals[currency] = (outcome.totals[currency] ?? 0n) + amountMinor;
  for (const line of new Set(stored.errors.map((error) => error.line))) {
    refuseRow(
      outcome,
      stored.errors.filter((error) => error.line === line),
    );
  }
}

/** Only a file all of whose rows went in under the same mapping: then no row of it can be new. */
async function importedBefore(tx: Tx, { vendor, survey, input }: Import): Promise<Date | null> {
  const [before] = await tx.$queryRaw<{ importedAt: Date }[]>`
    SELECT imported_at AS "importedAt" FROM invoice_imports
    WHERE vendor_id = ${vendor.id}::uuid AND file_sha256 = ${survey.sha256}::bytea AND rows_refused = 0 AND options ->> 'mapping' = ${input.mapping}
    ORDER BY imported_at LIMIT 1`;
  return before?.importedAt ?? null;
}

async function remember(
  tx: Tx,
  { input, vendor, survey, outcome, now }: Import,
  asOf: CalendarDate | null,
): Promise<void> {
  const id = newId();
  const { mapping, ignoreSettlement, acceptValid } = input;
  const { rows, created, already, refused, customersCreated, settled, totals } = outcome;
  await tx.$executeRaw`
    INSERT INTO invoice_imports (id, vendor_id, file_sha256, file_name, options, rows_read, rows_created, rows_refused, imported_at)
    VALUES (${id}::uuid, ${vendor.id}::uuid, ${survey.sha256}::bytea, ${basename(input.path)},
      ${JSON.stringify({ mapping, asOf, ignoreSettlement, acceptValid })}::jsonb, ${rows}::int, ${created}::int, ${refused}::int, ${now}::timestamptz)`;
  await record(tx, {
    vendorId: vendor.id,
    actor: { kind: 'system', name: 'import-invoices' },
    action: 'invoices.imported',
    subject: 'invoice_import',
    subjectId: id,
    cause: `file ${survey.sha256.toString('hex')}`,
    data: { fileName: basename(input.path), rows, created, already, refused, customersCreated, settled, totals },
  });
}
