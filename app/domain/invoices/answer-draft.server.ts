import type { StaffActor } from '~/auth/actor';
import type { Words } from '~/domain/payments/words';
import { addressOnFile } from '~/domain/customers/address-on-file.server';
import { db } from '~/lib/db.server';
import type { CalendarDate } from '~/lib/dates';
import { formText } from '~/lib/form-text';
import type { Currency } from '~/lib/money';
import { isId } from '~/lib/ids';
import { leftStepUp } from '~/lib/step-up';
import { changeLines, readDraftForm, readEnding, type Ending } from './draft-form';
import { endDraft, onFile, type Ended } from './end-draft.server';
import { readInvoice, type InvoiceProblems, type TypedInvoice, type WrittenInvoice } from './invoice-form';
import { invoiceTotal } from './new-invoice';
import { saveInvoice, type SavedInvoice } from './save-invoice.server';
import { problemWords, saveStatus, saveWords } from './save-words';

type DraftAsked = {
  cause: string;
  /** The vendor's. */
  today: CalendarDate;
  now: Date;
  /** Told of a charge before anything is issued; may throw, and then nothing is. */
  confirm: (charge: { currency: Currency; amountMinor: bigint }) => Promise<void>;
};

type Answer = {
  status: number;
  answer: {
    typed: TypedInvoice;
    /** How it was to end. */
    ending: Ending;
    version: number | null;
    words: Words | null;
    problems: InvoiceProblems | null;
  };
};

/** What comes of a draft's form: it is saved, or it comes back as it was typed, with a line more, or with what is wrong. */
export async function answerDraft(
  actor: StaffActor,
  form: FormData,
  { cause, today, now, confirm }: DraftAsked,
): Promise<{ saved: SavedInvoice; ended: Ended } | Answer> {
  const [invoiceId, customerId] = [formText(form, 'id'), formText(form, 'customer')];
  if (!isId(invoiceId) || !(await isOwnCustomer(actor, customerId)))
    throw new Response('There is no such customer.', { status: 404, statusText: 'Not Found' });
  const intent = formText(form, 'intent');
  const typed = readDraftForm(form);
  const ending = readEnding(form);
  const back = (
    status: number,
    answer: Partial<Answer['answer']> & Pick<Answer['answer'], 'typed' | 'version'>,
  ): Answer => ({
    status,
    answer: { ending, words: null, problems: null, ...answer },
  });
  const version = readVersion(formText(form, 'version'));
  if (leftStepUp(form)) return back(200, { typed, version });
  if (intent !== 'draft' && intent !== 'issue')
    return back(200, { typed: { ...typed, lines: changeLines(typed.lines, intent) }, version });
  const read = readInvoice(typed);
  if (!read.ok) return back(422, { typed, version, words: problemWords(read.refusal), problems: read.refusal });
  const cannot =
    intent === 'issue' ? await whyNotEnd(actor, ending, { customerId, invoice: read.invoice, today }) : null;
  if (cannot) return back(422, { typed, version, words: cannot });
  if (intent === 'issue' && (ending === 'now' || ending === 'due'))
    await confirm({ currency: read.invoice.currency, amountMinor: invoiceTotal(read.invoice.lines) });
  const input = { invoiceId, customerId, version, invoice: read.invoice, issue: intent === 'issue', cause };
  const saved = await saveInvoice(actor, input, now);
  if (saved.ok) {
    const { invoice } = saved;
    const chargeId = formText(form, 'chargeId');
    if (!invoice.issued || !isId(chargeId)) return { saved: invoice, ended: { kind: 'left' } };
    return { saved: invoice, ended: await endDraft(actor, { invoiceId, ending, chargeId, cause }, now) };
  }
  const { refusal } = saved;
  const seen = refusal.kind === 'changed' ? refusal.version : version;
  return back(saveStatus(refusal), { typed, version: seen, words: saveWords(refusal) });
}

async function isOwnCustomer({ vendorId }: StaffActor, customerId: string): Promise<boolean> {
  return isId(customerId) && (await db.customer.count({ where: { vendorId, id: customerId } })) > 0;
}

/** An ending that cannot be is told before anything is issued. */
async function whyNotEnd(
  { vendorId }: StaffActor,
  ending: Ending,
  { customerId, invoice, today }: { customerId: string; invoice: WrittenInvoice; today: CalendarDate },
): Promise<Words | null> {
  const nothing = 'Nothing was issued, and nothing was charged. What you typed is still here.';
  if (ending === 'later') return null;
  if (ending === 'mail')
    return (await addressOnFile({ vendorId, customerId })) === null
      ? { title: 'There is nobody to write to.', lines: [`${nothing} Add a contact to the customer first.`] }
      : null;
  if ((await onFile({ vendorId, customerId }, invoice.currency)) === null)
    return {
      title: `Nothing is on file that pays in ${invoice.currency}.`,
      lines: [`${nothing} Choose to charge later.`],
    };
  if (ending === 'due' && invoice.dueOn <= today)
    return { title: 'It is due today already.', lines: [`${nothing} Charge it now, or choose a later due date.`] };
  return null;
}

function readVersion(text: string): number | null {
  return /^\d{1,9}$/.test(text) ? Number.parseInt(text, 10) : null;
}
