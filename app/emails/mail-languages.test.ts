import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { beforeAll, describe, expect, it } from 'vitest';
import { bankReasonWords } from '~/domain/gateway-disputes/bank-reason';
import { bankReasons } from '~/domain/gateway-disputes/bank-reasons.words';
import { consequences } from '~/domain/gateway-disputes/consequences.words';
import { disputeReasons } from '~/domain/invoice-disputes/dispute-reasons.words';
import { DISPUTE_REASONS, reasonWords } from '~/domain/invoice-disputes/invoice-dispute';
import { invoiceCountWords } from '~/domain/invoices/invoice-count.words';
import { refundLines } from '~/domain/refunds/refund-lines.words';
import type { RefundSnapshot } from '~/domain/refunds/refund-snapshot';
import { refundedTo, refundSumLines } from '~/domain/refunds/refund-words';
import { reversals } from '~/domain/refunds/reversal.words';
import { backWords, reversalWords } from '~/domain/refunds/reversal-words';
import { formatsOf } from '~/lib/languages/formats';
import { directionOf, LANGUAGES, type Language } from '~/lib/languages/language';
import type { Texts } from '~/lib/languages/words';
import { creditNoteEmail } from './credit-note';
import { creditNoteMail } from './credit-note.words';
import { disputeEmail } from './dispute';
import { disputeMail } from './dispute.words';
import { disputeEmail as invoiceDisputeEmail } from './invoice-dispute';
import { disputeHeadings, disputeLeads, invoiceDisputeMail } from './invoice-dispute.words';
import { mailLabels } from './mail-labels.words';
import { methodRequestEmail, paymentLinkEmail } from './payment-link';
import { methodRequestMail, paymentLinkMail } from './payment-link.words';
import { receiptEmail } from './receipt';
import { receiptMail } from './receipt.words';
import { refundEmail } from './refund';
import { refundFailedEmail } from './refund-failed';
import { refundFailedMail } from './refund-failed.words';
import { refundMail } from './refund.words';
import type { RenderedEmail } from './render-email';
import { signInEmail } from './sign-in';
import { signInMail } from './sign-in.words';

const LISTS: { list: Record<string, Texts> }[] = [
  bankReasons,
  consequences,
  creditNoteMail,
  disputeHeadings,
  disputeLeads,
  disputeMail,
  disputeReasons,
  invoiceCountWords,
  invoiceDisputeMail,
  mailLabels,
  methodRequestMail,
  paymentLinkMail,
  receiptMail,
  refundFailedMail,
  refundLines,
  refundMail,
  reversals,
  signInMail,
];

const url = 'https://x.example/1';

/** What is not said in words is the same in all languages. */
function partsIn(language: Language) {
  const formats = formatsOf(language);
  const money = (minor: bigint) => formats.money(minor, 'EUR');
  const total = money(123_456n);
  return {
    money,
    total,
    on: formats.date('2026-03-05'),
    them: { language, vendorName: 'Nordwind', customerName: 'Fabrikam', total, url },
    numbers: ['N-0', 'N-1', 'N-2'],
  };
}

/** The mails of payments and what comes of them, in every shape they take. */
function moneyMails(language: Language): Promise<RenderedEmail>[] {
  const { money, total, on, them, numbers } = partsIn(language);
  const receipt = {
    ...them,
    receiptNumber: 'R-1',
    credit: null,
    paidOn: on,
    method: 'Visa',
    invoices: numbers.map((number) => ({ number, applied: total })),
    moreInvoices: 0,
    besides: [],
    receiptUrl: url,
  };
  const given = {
    invoices: [{ refundedMinor: '100' }],
    feeMinor: '1',
    creditMinor: '2',
    beyondMinor: '3',
    method: { kind: 'outside' },
  } as unknown as RefundSnapshot;
  const refund = {
    ...them,
    number: 'RF-1',
    refundedOn: on,
    method: refundedTo(given, language),
    reason: 'xyz',
    receiptNumber: 'R-1',
    outside: false,
    invoices: [{ number: 'N-0', refunded: total }],
    moreInvoices: 0,
    besides: refundSumLines(given, language).map(({ label, amountMinor }) => ({ label, amount: money(amountMinor) })),
  };
  const failed = { ...refund, to: 'customer', vendorEmail: 'a@x.example', failedOn: on } as const;
  const note = { ...them, number: 'CN-1', issuedOn: on, reason: 'xyz', invoiceUrl: url, documentUrl: url };
  const lowered = { number: 'N-1', lowered: total, left: total };
  return [
    receiptEmail(receipt),
    receiptEmail({ ...receipt, credit: { amount: total, all: false }, moreInvoices: 2 }),
    receiptEmail({ ...receipt, invoices: receipt.invoices.slice(0, 2) }),
    receiptEmail({ ...receipt, credit: { amount: total, all: true }, invoices: receipt.invoices.slice(0, 1) }),
    refundEmail(refund),
    refundEmail({ ...refund, outside: true, moreInvoices: 2 }),
    refundEmail({ ...refund, moreInvoices: 1 }),
    refundFailedEmail({ ...failed, settledAgain: total, kept: total }),
    creditNoteEmail({ ...note, invoice: lowered, kept: money(1n) }),
    creditNoteEmail({ ...note, invoice: null, kept: total, invoiceUrl: null }),
  ];
}

/** Those that ask: for money, for a method, who is there. */
function askingMails(language: Language): Promise<RenderedEmail>[] {
  const { total, on, them, numbers } = partsIn(language);
  const invoices = numbers.map((number) => ({ number, amount: total, dueOn: on }));
  const link = { ...them, account: false, bankAsked: false, until: on, payUrl: url, moreInvoices: 0, invoices };
  return [
    paymentLinkEmail({ ...link, amounts: [total] }),
    paymentLinkEmail({ ...link, amounts: [total], invoices: invoices.slice(0, 2) }),
    paymentLinkEmail({ ...link, amounts: [total, total], account: true, moreInvoices: 1_000 }),
    paymentLinkEmail({ ...link, amounts: [total], bankAsked: true, invoices: invoices.slice(0, 1) }),
    methodRequestEmail({ ...them, until: on, saveUrl: url }),
    signInEmail({ language, senderName: 'Nordwind', code: '123456', linkUrl: url, expiresInMinutes: 10 }),
  ];
}

/** Those of disputes, the customer's and the bank's. */
function disputeMails(language: Language): Promise<RenderedEmail>[] {
  const { total, on, them } = partsIn(language);
  const ours = {
    ...them,
    reader: 'customer',
    customer: 'Fabrikam',
    contact: 'Ada',
    invoiceNumber: 'N-1',
    reason: null,
    amount: total,
    message: 'xyz',
    note: 'xyz',
    invoiceUrl: url,
  } as const;
  const banks = (what: string, reason: string, step: 'withdrawn' | 'reinstated') => {
    const consequence = consequences(language)(step);
    return disputeEmail({ ...them, to: 'customer', on, paidOn: on, reference: 'du_1', what, reason, consequence });
  };
  const lost = { kind: 'dispute', state: 'lost', reason: 'general' } as const;
  const refund = { kind: 'refund', state: 'pending', reason: '' } as const;
  return [
    ...DISPUTE_REASONS.map((reason) =>
      invoiceDisputeEmail({ ...ours, about: 'opened', kind: 'dispute', reason: reasonWords(reason, language) }),
    ),
    invoiceDisputeEmail({ ...ours, about: 'opened', kind: 'question' }),
    invoiceDisputeEmail({ ...ours, about: 'withdrawn', kind: 'dispute' }),
    invoiceDisputeEmail({ ...ours, about: 'resolved', kind: 'dispute' }),
    ...Object.keys(bankReasons.list).map((reason) =>
      banks(reversalWords({ ...lost, reason }, language), bankReasonWords(reason, language), 'withdrawn'),
    ),
    banks(backWords(lost, language), 'xyz', 'reinstated'),
    // What only pages say as yet.
    banks(reversalWords({ ...lost, state: 'warning_needs_response' }, language), 'xyz', 'withdrawn'),
    banks(reversalWords(refund, language), reversalWords({ ...refund, state: 'succeeded' }, language), 'withdrawn'),
    banks(backWords(refund, language), 'xyz', 'withdrawn'),
  ];
}

/** Every mail that customers get of these. */
function mailsIn(language: Language): Promise<RenderedEmail[]> {
  return Promise.all([...moneyMails(language), ...askingMails(language), ...disputeMails(language)]);
}

/** What is to be read of a mail: its subject, its text, and the names of its tables. */
function readOf({ subject, html }: RenderedEmail): string {
  const read = html
    .replace(/<style>.*?<\/style>/s, '')
    .replaceAll(/<[^>]*>/g, (tag) => ` ${/aria-label="([^"]*)"/.exec(tag)?.[1] ?? ''} `);
  return `${subject} ${read}`;
}

/** The words of a text between its values. No mail is about no invoice at all, for which Arabic has words. */
function wordsOf(text: string): string[] {
  const walk = (elements: MessageFormatElement[]): string[] =>
    elements.flatMap((element) => {
      if (element.type === TYPE.literal) return [element.value.trim()];
      if (element.type !== TYPE.plural) return [];
      const { zero: _, ...cases } = element.options;
      return Object.values(cases).flatMap(({ value }) => walk(value));
    });
  return walk(parse(text, { ignoreTag: true })).filter((words) => /\p{L}/u.test(words));
}

/** Whether the words stand in a text, as words and not as parts of others. */
function says(text: string, words: string): boolean {
  const letters = (of: string) => ` ${of.replaceAll(/[^\p{L}]+/gu, ' ').trim()} `;
  return letters(text).includes(letters(words));
}

describe.each(LANGUAGES)('the mails to customers in %s', (language) => {
  let mails: RenderedEmail[];
  let all: string;
  beforeAll(async () => {
    mails = await mailsIn(language);
    all = mails.map(readOf).join('\n');
  });

  it('name their language', () => {
    for (const { html } of mails) expect(html).toContain(`<html lang="${language}" dir="${directionOf(language)}">`);
  });

  it('say every text there is', () => {
    const unsaid = LISTS.flatMap(({ list }) => Object.values(list).flatMap((texts) => wordsOf(texts[language])));
    expect(unsaid.filter((words) => !says(all, words))).toEqual([]);
  });

  if (language === 'en') return;
  it('have no English left over', () => {
    const own = LISTS.flatMap(({ list }) => Object.values(list).map((texts) => texts[language])).join('\n');
    const english = LISTS.flatMap(({ list }) => Object.values(list).flatMap((texts) => wordsOf(texts.en)));
    expect(english.filter((words) => says(all, words) && !says(own, words))).toEqual([]);
    expect(all).not.toMatch(/\b(the|and|your?|this|with|for|invoices?|payment)\b/i);
  });
});

it('writes money and dates as the language does', async () => {
  const mails = await mailsIn('de');
  const [subject, text] = [mails[0]?.subject, mails[0]?.text].map((said) => said?.replaceAll('\u00a0', ' '));
  expect(subject).toBe('Zahlungsbeleg R-1: 1.234,56 € an Nordwind gezahlt');
  expect(text).toContain('Nordwind hat 1.234,56 € für 3 Rechnungen erhalten.');
  expect(text).toMatch(/Gezahlt am\s+5\. März 2026/);
});

it('runs from right to left in Arabic: the page, its columns, and each line of the plain text', async () => {
  const [receipt] = await mailsIn('ar');
  const { subject, html, text } = receipt ?? { subject: '', html: '', text: '' };
  expect(subject).toMatch(/\u2068R-1\u2069/);
  expect(html).toMatch(
    /align="right"[^>]*><bdi>N-0<\/bdi><\/td><td[^>]* align="right" width="1"[^>]*><bdi>\u200f1,234\.56/,
  );
  const lines = text.split('\n').filter((line) => /\p{L}/u.test(line));
  expect(lines.length).toBeGreaterThan(8);
  expect(lines.filter((line) => !line.startsWith('\u200f'))).toEqual([]);
});
