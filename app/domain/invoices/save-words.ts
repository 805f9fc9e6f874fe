import type { Words } from '~/domain/payments/words';
import { formatDate } from '~/lib/dates';
import { MAX_ATTACHMENT_BYTES, MAX_ATTACHMENTS, sizeWords } from './attachment';
import type { AttachRefusal } from './attachments.server';
import type { DetailsRefusal } from './change-details.server';
import type { InvoiceProblems } from './invoice-form';
import type { DiscardRefusal, SaveInvoiceRefusal } from './save-invoice.server';

const KEPT = 'What you typed is still here.';

/** Why an invoice was not saved, and what to do. */
export function saveWords(refusal: SaveInvoiceRefusal): Words {
  switch (refusal.kind) {
    case 'not-allowed':
      return { title: 'Your role lets you look.', lines: ['Ask an owner or a biller.'] };
    case 'no-customer':
      return {
        title: 'There is no such customer, or they are archived.',
        lines: ['Nothing was saved. Choose another customer.'],
      };
    case 'number-taken':
      return {
        title: `There is an invoice ${refusal.number} already.`,
        lines: [`Nothing was saved. Choose another number, or leave it empty to take the next one. ${KEPT}`],
      };
    case 'still-to-come':
      return {
        title: 'The date of the invoice is still to come.',
        lines: [`It was not issued. Choose today or an earlier day, or save it as a draft. ${KEPT}`],
      };
    case 'changed':
      return {
        title: 'A colleague changed this draft while you were writing.',
        lines: [`Nothing was saved. Save again to replace what they wrote by what you see here. ${KEPT}`],
      };
    case 'issued-already':
      return {
        title: 'This invoice was issued already, and stays as it is.',
        lines: ['Nothing was changed. To lower it write a credit note; to take it back make it void.'],
      };
  }
}

export function saveStatus(refusal: SaveInvoiceRefusal): number {
  return {
    'not-allowed': 403,
    'no-customer': 404,
    'number-taken': 409,
    'still-to-come': 422,
    changed: 409,
    'issued-already': 409,
  }[refusal.kind];
}

/** That something typed could not be understood; the fields say what. */
export function problemWords({ fields, lines }: InvoiceProblems): Words {
  const count = Object.keys(fields).length + lines.reduce((sum, line) => sum + Object.keys(line).length, 0);
  return {
    title: count === 1 ? 'One thing is missing or wrong.' : `${count} things are missing or wrong.`,
    lines: [`${count === 1 ? 'It is' : 'They are'} marked below. Nothing was saved. ${KEPT}`],
  };
}

export function detailsWords(refusal: DetailsRefusal): Words {
  if (refusal.kind === 'due-before-issued')
    return {
      title: 'Due before it was issued.',
      lines: ['Nothing was changed. Choose the day it was issued, or later.'],
      field: 'dueOn',
    };
  if (refusal.kind === 'charged-when-due')
    return {
      title: 'This invoice is to be charged on its due date, so that must be a day to come.',
      lines: [
        `Nothing was changed. Choose ${formatDate(refusal.from)} or later; or charge it now, or cancel that charge first.`,
      ],
      field: 'dueOn',
    };
  return { title: 'This invoice cannot be changed.', lines: ['Nothing was changed: it is void, or was never issued.'] };
}

/** Why no file was attached. */
export function attachWords(refusal: AttachRefusal): Words {
  const title = {
    'no-invoice': () => 'Nothing can be attached to this invoice: it is void.',
    'no-file': () => 'Choose a file first.',
    'too-many': () => `An invoice takes up to ${MAX_ATTACHMENTS} files.`,
    'too-large': () => `${nameOf(refusal)} is larger than ${sizeWords(MAX_ATTACHMENT_BYTES)}.`,
    'not-taken': () => `${nameOf(refusal)} is no PDF, PNG or JPEG.`,
  }[refusal.kind]();
  return { title, lines: ['Nothing was attached.'] };
}

const nameOf = (refusal: AttachRefusal) => ('fileName' in refusal ? refusal.fileName : '');

export function discardWords(refusal: DiscardRefusal): Words {
  return {
    title: refusal.kind === 'no-draft' ? 'This is no draft any more.' : 'Your role lets you look.',
    lines: ['Nothing was deleted.'],
  };
}
