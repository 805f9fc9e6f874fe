import { languageOf } from '~/domain/customers/language-of.server';
import { drawRefund } from '~/documents/refund';
import { refundWords } from '~/documents/refund.words';
import { writePdf } from '~/gateways/pdf.server';
import { invariant } from '~/lib/invariant';
import { pictureOf } from '~/domain/vendors/set-logo.server';
import { loadRefundDocument, type RefundScope } from './load-refund-document.server';

/**
 * The refund document as a PDF, or null where the scope has none of that id. From the frozen snapshot: the same figures,
 * always, with words in the language of its customer.
 */
export async function renderRefundDocument({
  refundDocumentId,
  ...scope
}: { refundDocumentId: string } & RefundScope): Promise<{ filename: string; pdf: Buffer } | null> {
  const document = await loadRefundDocument(refundDocumentId, scope);
  if (!document) return null;
  const { snapshot, verifyUrl } = document;
  const language = await languageOf(document);
  const logo = await pictureOf(snapshot.vendor.logoHash);
  const info = {
    title: `${refundWords(language)('kind')} ${snapshot.number}`,
    author: snapshot.vendor.name,
    createdAt: new Date(snapshot.issuedAt),
    language,
  };
  return {
    filename: `${snapshot.number}.pdf`,
    pdf: await writePdf(info, (doc) => drawRefund(doc, snapshot, { logo, verifyUrl, language })),
  };
}

/** The same for a mail that names the document, where it must exist. */
export async function renderKnownRefundDocument(which: { refundDocumentId: string } & RefundScope) {
  const rendered = await renderRefundDocument(which);
  invariant(rendered, `refund document ${which.refundDocumentId} exists`);
  return rendered;
}
