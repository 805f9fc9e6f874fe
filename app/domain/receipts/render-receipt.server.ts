import { languageOf } from '~/domain/customers/language-of.server';
import { drawReceipt } from '~/documents/receipt';
import { receiptWords } from '~/documents/receipt.words';
import { writePdf } from '~/gateways/pdf.server';
import { pictureOf } from '~/domain/vendors/set-logo.server';
import { invariant } from '~/lib/invariant';
import type { Language } from '~/lib/languages/language';
import { loadReceipt, type LoadedReceipt, type ReceiptScope } from './load-receipt.server';

export type RenderedReceipt = { filename: string; pdf: Buffer };

/**
 * The receipt as a PDF, or null where the scope has none of that id. Drawn from the frozen snapshot: the same figures,
 * today and in ten years (I24), with words in the language that its customer is written to in now, whoever asks.
 */
export async function renderReceipt({
  receiptId,
  ...scope
}: { receiptId: string } & ReceiptScope): Promise<RenderedReceipt | null> {
  const receipt = await loadReceipt(receiptId, scope);
  return receipt && (await drawPdf(receipt, await languageOf(receipt)));
}

/** The same for a mail that names the receipt, where it must exist. */
export async function renderKnownReceipt(which: { receiptId: string } & ReceiptScope): Promise<RenderedReceipt> {
  const rendered = await renderReceipt(which);
  invariant(rendered, `receipt ${which.receiptId} exists`);
  return rendered;
}

export async function drawPdf({ snapshot, verifyUrl }: LoadedReceipt, language: Language): Promise<RenderedReceipt> {
  const logo = await pictureOf(snapshot.vendor.logoHash);
  const info = {
    title: `${receiptWords(language)('kind')} ${snapshot.number}`,
    author: snapshot.vendor.name,
    createdAt: new Date(snapshot.issuedAt),
    language,
  };
  return {
    filename: `${snapshot.number}.pdf`,
    pdf: await writePdf(info, (doc) => drawReceipt(doc, snapshot, { logo, verifyUrl, language })),
  };
}
