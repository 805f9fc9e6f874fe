import type { ImportOutcome, ImportRefusal } from '../../app/domain/invoice-files/import-invoices.server';
import type { RowError } from '../../app/domain/invoice-files/check-row';
import { isCalendarDate } from '../../app/lib/dates';
import { formatMoney } from '../../app/lib/money';
import { defineCommand } from './command';

const ERRORS_SHOWN = 50;

export const importInvoicesCommand = defineCommand({
  name: 'import-invoices',
  summary: 'Read a CSV file of invoices into a vendor’s books',
  usage: [
    'FILE [--vendor SLUG] [--mapping FIELD=HEADER,…] [--as-of DATE] [--ignore-settlement] [--accept-valid] [--json]',
    '',
    '  --vendor SLUG         whose invoices they are; needed when there are several vendors',
    '  --mapping MAPPING     FIELD=HEADER pairs or a JSON object, where a header is not recognised. Fields: number, customer,',
    '                        customerName, email, country, issuedOn, dueOn, amount, currency, summary, settledOn, disputed.',
    '                        Also dateFormat=M/D/YYYY (or D/M/YYYY …), decimal=point|comma, defaultCurrency=USD',
    '  --as-of DATE          what the file says was settled by then is recorded as paid outside the portal; today if left out',
    '  --ignore-settlement   take every invoice as open and none as disputed, whatever the file says',
    '  --accept-valid        import the good rows of a file that has broken ones',
    '',
    'All of the file or nothing of it. Invoices that are there already are left as they are; the same file twice changes nothing.',
  ].join('\n'),
  options: {
    vendor: { type: 'string' },
    mapping: { type: 'string' },
    'as-of': { type: 'string' },
    'ignore-settlement': { type: 'boolean' },
    'accept-valid': { type: 'boolean' },
  },
  async run({ values, positionals }, { now, json, out }) {
    const [path, ...others] = positionals;
    const asOf = textOf(values['as-of']);
    if (path === undefined || others.length > 0 || (asOf !== undefined && !isCalendarDate(asOf))) {
      const problem =
        path === undefined || others.length > 0
          ? 'Name exactly one file.'
          : `--as-of ${asOf}: write a date as YYYY-MM-DD.`;
      out(json ? toJson({ ok: false, problem }) : problem);
      return 2;
    }
    const { importInvoices } = await import('../../app/domain/invoice-files/import-invoices.server');
    const result = await importInvoices(
      {
        path,
        vendorSlug: textOf(values['vendor']),
        mapping: textOf(values['mapping']) ?? '',
        asOf: asOf ?? null,
        ignoreSettlement: values['ignore-settlement'] === true,
        acceptValid: values['accept-valid'] === true,
      },
      now,
    );
    if (json) out(toJson(result.ok ? { ok: true, ...result.outcome } : { ok: false, ...result.refusal }));
    else for (const line of result.ok ? describeOutcome(result.outcome) : describeRefusal(result.refusal)) out(line);
    return result.ok && result.outcome.refused === 0 ? 0 : 1;
  },
});

function textOf(value: string | boolean | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? part.toString() : part), 2);
}

function describeOutcome(outcome: ImportOutcome): string[] {
  if (outcome.importedBefore) {
    return [
      `Already imported on ${outcome.importedBefore.toISOString().slice(0, 10)}: ${count(outcome.rows, 'invoice')}. Nothing was changed.`,
    ];
  }
  const { created, already, settled, disputed, customersCreated, totals } = outcome;
  const sums = Object.entries(totals).map(([currency, total]) => formatMoney(total, currency));
  return [
    ...describeErrors(outcome.errors, outcome.refused),
    created === 0
      ? 'No new invoice.'
      : `${count(created, 'invoice')} imported for ${outcome.vendor}, ${sums.join(' and ')}: ` +
        `${grouped(created - settled - disputed)} open, ${grouped(settled)} settled outside the portal, ${grouped(disputed)} disputed.`,
    ...(customersCreated > 0 ? [`${count(customersCreated, 'customer')} made.`] : []),
    ...(already > 0 ? [`${count(already, 'invoice')} were there already and stayed as they are.`] : []),
    ...(created > 0 ? outcome.notes : []),
  ];
}

function describeRefusal(refusal: ImportRefusal): string[] {
  if (refusal.kind === 'file') return [`Nothing was imported: ${refusal.problem}.`, `To mend it: ${refusal.remedy}.`];
  if (refusal.kind === 'vendor') {
    return refusal.slugs.length === 0
      ? ['Nothing was imported: there is no vendor yet.']
      : ['Nothing was imported: say whose invoices they are.', `--vendor with one of: ${refusal.slugs.join(', ')}.`];
  }
  const { outcome } = refusal;
  return [
    ...describeErrors(outcome.errors, outcome.refused),
    `Nothing was imported: ${grouped(outcome.refused)} of ${count(outcome.rows, 'row')} ${outcome.refused === 1 ? 'has' : 'have'} errors.`,
    outcome.created > 0
      ? `Mend them and run again, or import the other ${grouped(outcome.created)} now with --accept-valid.`
      : 'Mend them and run again; there is no new row beside them.',
  ];
}

function describeErrors(errors: readonly RowError[], refused: number): string[] {
  const shown = errors.slice(0, ERRORS_SHOWN).map(({ line, column, value, problem, remedy }) => {
    const cell = column === '' ? '' : `, ${column} ${JSON.stringify(value)}`;
    return `Line ${line}${cell}: ${problem}; ${remedy}.`;
  });
  return errors.length > shown.length
    ? [...shown, `… ${count(refused, 'row')} in all; --json lists up to 1,000 errors.`]
    : shown;
}

function count(n: number, one: string): string {
  return `${grouped(n)} ${n === 1 ? one : `${one}s`}`;
}

function grouped(n: number): string {
  return n.toLocaleString('en-US');
}
