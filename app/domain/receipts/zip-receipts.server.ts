import { languageOf } from '~/domain/customers/language-of.server';
import { refuse, type Result } from '~/lib/result';
import { writeZip, type ZipEntry } from '~/lib/zip.server';
import { loadReceipts, type ReceiptScope } from './load-receipt.server';
import { drawPdf } from './render-receipt.server';

/** A page of the list. More is refused in words, never cut short. */
export const MAX_RECEIPTS_PER_ZIP = 50;

export type ZipRefusal = { kind: 'nothing-selected' } | { kind: 'too-many'; limit: number } | { kind: 'not-found' };

/** Several receipts as one ZIP of PDFs. All of them or none: an id that is not the customer's refuses the whole. */
export async function zipReceipts(
  scope: Required<ReceiptScope>,
  receiptIds: readonly string[],
): Promise<Result<{ filename: string; zip: Buffer }, ZipRefusal>> {
  const ids = [...new Set(receiptIds)];
  if (ids.length === 0) return refuse({ kind: 'nothing-selected' });
  if (ids.length > MAX_RECEIPTS_PER_ZIP) return refuse({ kind: 'too-many', limit: MAX_RECEIPTS_PER_ZIP });
  const receipts = await loadReceipts(ids, scope);
  if (receipts.length < ids.length) return refuse({ kind: 'not-found' });
  const language = await languageOf(scope);
  const entries: ZipEntry[] = [];
  // One after the other: drawing is work for this process, not waiting.
  for (const receipt of receipts) {
    const { filename, pdf } = await drawPdf(receipt, language);
    entries.push({ name: filename, content: pdf, modifiedAt: new Date(receipt.snapshot.issuedAt) });
  }
  return { ok: true, filename: 'receipts.zip', zip: writeZip(entries) };
}
