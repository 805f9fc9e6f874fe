import type { StaffActor } from '~/auth/actor';
import type { Words } from '~/domain/payments/words';
import { db } from '~/lib/db.server';
import { formText } from '~/lib/form-text';
import { isId } from '~/lib/ids';
import { changeLines, readDraftForm } from './draft-form';
import { readInvoice, type InvoiceProblems, type TypedInvoice } from './invoice-form';
import { saveInvoice, type SavedInvoice } from './save-invoice.server';
import { problemWords, saveStatus, saveWords } from './save-words';

type Answer = {
  status: number;
  answer: { typed: TypedInvoice; version: number | null; words: Words | null; problems: InvoiceProblems | null };
};

/** What comes of a draft's form: it is saved, or it comes back as it was typed, with a line more, or with what is wrong. */
export async function answerDraft(
  actor: StaffActor,
  form: FormData,
  { cause, now }: { cause: string; now: Date },
): Promise<{ saved: SavedInvoice } | Answer> {
  const [invoiceId, customerId] = [formText(form, 'id'), formText(form, 'customer')];
  if (!isId(invoiceId) || !(await isOwnCustomer(actor, customerId)))
    throw new Response('There is no such customer.', { status: 404, statusText: 'Not Found' });
  const intent = formText(form, 'intent');
  const typed = readDraftForm(form);
  const version = readVersion(formText(form, 'version'));
  if (intent !== 'draft' && intent !== 'issue')
    return back(200, { typed: { ...typed, lines: changeLines(typed.lines, intent) }, version });
  const read = readInvoice(typed);
  if (!read.ok) return back(422, { typed, version, words: problemWords(read.refusal), problems: read.refusal });
  const input = { invoiceId, customerId, version, invoice: read.invoice, issue: intent === 'issue', cause };
  const saved = await saveInvoice(actor, input, now);
  if (saved.ok) return { saved: saved.invoice };
  const { refusal } = saved;
  const seen = refusal.kind === 'changed' ? refusal.version : version;
  return back(saveStatus(refusal), { typed, version: seen, words: saveWords(refusal) });
}

async function isOwnCustomer({ vendorId }: StaffActor, customerId: string): Promise<boolean> {
  return isId(customerId) && (await db.customer.count({ where: { vendorId, id: customerId } })) > 0;
}

function back(status: number, answer: Partial<Answer['answer']> & Pick<Answer['answer'], 'typed' | 'version'>): Answer {
  return { status, answer: { words: null, problems: null, ...answer } };
}

function readVersion(text: string): number | null {
  return /^\d{1,9}$/.test(text) ? Number.parseInt(text, 10) : null;
}
