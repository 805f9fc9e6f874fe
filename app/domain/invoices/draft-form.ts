import { formText } from '~/lib/form-text';
import { DISCOUNT_LINE, EMPTY_LINE, MAX_LINES, type TypedInvoice, type TypedLine } from './invoice-form';

/** How writing an invoice ends, once it is issued: left to be paid, mailed with a link that pays it, or the method on file charged now or as it falls due. */
export const ENDINGS = ['later', 'mail', 'now', 'due'] as const;
export type Ending = (typeof ENDINGS)[number];

export function readEnding(form: FormData): Ending {
  return ENDINGS.find((ending) => ending === formText(form, 'ending')) ?? 'later';
}

/** More lines than an invoice may have are not read; the one too many is told. */
export function readDraftForm(form: FormData): TypedInvoice {
  const texts = (name: string) =>
    form
      .getAll(name)
      .slice(0, MAX_LINES + 1)
      .map((value) => (typeof value === 'string' ? value : ''));
  const [descriptions, quantities, prices, rates] = ['description', 'quantity', 'unitPrice', 'taxRate'].map(texts);
  return {
    currency: formText(form, 'currency'),
    number: formText(form, 'number'),
    issuedOn: formText(form, 'issuedOn'),
    dueOn: formText(form, 'dueOn'),
    summary: formText(form, 'summary'),
    memo: formText(form, 'memo'),
    lines: (descriptions ?? []).map((description, at) => ({
      description,
      quantity: quantities?.[at] ?? '',
      unitPrice: prices?.[at] ?? '',
      taxRate: rates?.[at] ?? '',
    })),
  };
}

/** The lines after one of the buttons beside them was pressed; a discount takes the tax rate of the line before it. */
export function changeLines(lines: readonly TypedLine[], intent: string): TypedLine[] {
  const before = lines.at(-1)?.taxRate ?? EMPTY_LINE.taxRate;
  if (intent === 'add-line') return [...lines, { ...EMPTY_LINE, taxRate: before }];
  if (intent === 'add-discount') return [...lines, { ...DISCOUNT_LINE, taxRate: before }];
  const removed = /^remove-line:(\d{1,3})$/.exec(intent)?.[1];
  if (removed === undefined) return [...lines];
  const left = lines.filter((_, at) => at !== Number.parseInt(removed, 10));
  return left.length > 0 ? left : [EMPTY_LINE];
}
