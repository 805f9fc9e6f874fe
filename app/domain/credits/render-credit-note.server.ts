import { languageOf } from '~/domain/customers/language-of.server';
import { drawCreditNote } from '~/documents/credit-note';
import { creditNoteWords } from '~/documents/credit-note.words';
import { pictureOf } from '~/domain/vendors/set-logo.server';
import { writePdf } from '~/gateways/pdf.server';
import { invariant } from '~/lib/invariant';
import { loadCreditNote, type CreditNoteScope } from './load-credit-note.server';

type Which = { creditNoteId: string } & CreditNoteScope;

/**
 * The credit note as a PDF, or null where the scope has none of that id. From the frozen snapshot: the same figures,
 * always, with words in the language of its customer.
 */
export async function renderCreditNote({
  creditNoteId,
  ...scope
}: Which): Promise<{ filename: string; pdf: Buffer } | null> {
  const note = await loadCreditNote(creditNoteId, scope);
  if (!note) return null;
  const { snapshot, verifyUrl } = note;
  const language = await languageOf(note);
  const logo = await pictureOf(snapshot.vendor.logoHash);
  const info = {
    title: `${creditNoteWords(language)('kind')} ${snapshot.number}`,
    author: snapshot.vendor.name,
    createdAt: new Date(snapshot.issuedAt),
    language,
  };
  return {
    filename: `${snapshot.number}.pdf`,
    pdf: await writePdf(info, (doc) => drawCreditNote(doc, snapshot, { logo, verifyUrl, language })),
  };
}

/** The same for a mail that names the credit note, where it must exist. */
export async function renderKnownCreditNote(which: Which) {
  const rendered = await renderCreditNote(which);
  invariant(rendered, `the document of credit note ${which.creditNoteId} exists`);
  return rendered;
}
