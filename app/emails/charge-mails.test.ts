import { describe, expect, it } from 'vitest';
import { declineWords } from '~/domain/payments/words';
import { cancelReasons, chargeFailures, dropReasons } from '~/domain/scheduled-charges/charge-outcome.words';
import { cancelWords, chargeFailedWords, dropWords } from '~/domain/scheduled-charges/charge-words';
import { directionOf, LANGUAGES, type Language } from '~/lib/languages/language';
import { autopayEndedEmail, autopayOnEmail } from './autopay';
import { debitFailedEmail, debitOnItsWayEmail, verifyAccountEmail } from './debit';
import { chargeMovedEmail } from './charge-moved';
import { chargesPlannedEmail, plannedChargesCancelledEmail } from './planned-charges';
import type { RenderedEmail } from './render-email';
import {
  aboveCapEmail,
  chargeCancelledEmail,
  chargeChangedEmail,
  chargeFailedEmail,
  chargeScheduledEmail,
} from './scheduled-charge';

const namesOf = <List extends object>({ list }: { list: List }) => Object.keys(list) as (keyof List)[];
const url = 'https://pay.example';

/** Every mail about money that is taken from what a customer keeps with us, each of its sentences once. */
function mailsIn(language: Language, count: number): Promise<RenderedEmail[]> {
  const told = Array.from({ length: Math.min(count, 2) }, (_, at) => ({ number: `INV-${at + 1}`, amount: 'A' }));
  const about = { language, vendorName: 'Northwind', customerName: 'Fabrikam', amount: 'A', invoices: told };
  const common = { ...about, moreInvoices: count - told.length };
  const charge = { ...common, by: 'contact', method: 'M', on: 'D', chargeUrl: url, payUrl: url } as const;
  const debit = { ...common, account: 'M', fee: 'F', onInvoices: 'O', paymentUrl: url };
  const autopay = { ...common, method: 'M', cap: 'C', currency: 'K', noticeDays: count, autopayUrl: url };
  const dropped = namesOf(dropReasons).map((dropReason, at) =>
    dropWords({ number: `INV-${at + 10}`, dropReason, dueOn: '2026-12-10' }, language),
  );
  const many = Array.from({ length: 23 }, (_, at) => `INV-${at + 20}.`);
  const failures = [...namesOf(chargeFailures), 'insufficient_funds'];
  const mandate = { reference: 'R', creditorName: 'Northwind LLC', creditorId: 'I', creditorAddress: 'X' };
  const onItsWay = { ...debit, expectedBy: 'D', debitOn: 'D', mandate, vendorEmail: 'billing@northwind.example' };
  const { title: reason, next } = declineWords('account_closed', language);
  const day = { on: 'D', amounts: ['A'] };
  const planned = {
    ...common,
    amounts: ['A'],
    days: [day],
    moreDays: 0,
    methods: [{ currency: 'K', method: 'M' }],
    debit: false,
    invoices: told.map((each) => ({ ...each, on: 'D' })),
    vendorEmail: 'billing@northwind.example',
    invoicesUrl: url,
  };
  const moved = { ...planned, invoice: 'INV-1', amount: 'A', method: 'M', was: 'D', on: 'E', chargeUrl: null };
  const movedDebit = { ...moved, debit: true };
  const several = {
    ...planned,
    amounts: ['A', 'B'],
    days: [day, { on: 'E', amounts: ['A', 'B'] }],
    moreDays: count,
    methods: [...planned.methods, { currency: 'L', method: 'N' }],
    debit: true,
  };
  return Promise.all([
    ...(['autopay', 'contact', 'staff'] as const).map((by) => chargeScheduledEmail({ ...charge, by })),
    chargeChangedEmail({ ...charge, dropped: dropped.slice(0, count) }),
    chargeChangedEmail({ ...charge, dropped: many }),
    ...namesOf(cancelReasons).map((why) =>
      chargeCancelledEmail({ ...charge, why: cancelWords(why, language), dropped }),
    ),
    ...failures.flatMap((code) =>
      [null, '2026-12-10'].map((again) =>
        chargeFailedEmail({ ...charge, ...chargeFailedWords(code, again, language) }),
      ),
    ),
    aboveCapEmail({ ...charge, cap: 'C' }),
    autopayOnEmail(autopay),
    autopayEndedEmail(autopay),
    debitOnItsWayEmail(onItsWay),
    debitFailedEmail({ ...debit, reason, next }),
    verifyAccountEmail({ ...debit, arrivesOn: 'D' }),
    chargesPlannedEmail(planned),
    chargesPlannedEmail(several),
    plannedChargesCancelledEmail(planned),
    chargeMovedEmail(moved),
    chargeMovedEmail(movedDebit),
    chargeMovedEmail({ ...moved, chargeUrl: url }),
  ]);
}

/** Words of which English mails are full, and that no other language has. */
const ENGLISH =
  /\b(the|this|that|what|which|your?|yours|yourself|and|of|to|on|were|has|have|not|more|charged?|invoices?|payment|account|receipt|debit|fee|again|before)\b/i;
/** What is printed, without addresses; the preview and the title of the table stand in the page alone. */
const wordsOf = ({ subject, html }: RenderedEmail) =>
  `${subject}\n${html.replace(/<style>.*?<\/style>/gs, '')}`
    .replace(/aria-label="([^"]*)"/g, '>$1<')
    .replace(/<[^>]*>/g, '\n')
    .replace(/\S+@\S+/g, '');

describe.each(LANGUAGES)('mails of charges, AutoPay and debits in %s', (language) => {
  it.each([1, 1_234])('say every sentence in it; invoices: %i', async (count) => {
    const [mails, english] = await Promise.all([mailsIn(language, count), mailsIn('en', count)]);
    expect(mails).toHaveLength(english.length);
    mails.forEach((mail, at) => {
      expect(mail.html).toContain(`<html lang="${language}" dir="${directionOf(language)}">`);
      expect(mail.text).not.toMatch(/undefined|\{|\}/);
      if (language === 'en') return expect(wordsOf(mail)).toMatch(ENGLISH);
      expect(mail.subject).not.toBe(english[at]?.subject);
      for (const words of wordsOf(mail).split('\n')) expect(words).not.toMatch(ENGLISH);
    });
  });
});

it('every reason of a decline is told in every language', () => {
  for (const language of LANGUAGES) {
    const said = [null, 'insufficient_funds', 'invalid_cvc', 'debit_disputed'].map((code) =>
      declineWords(code, language),
    );
    expect(new Set(said.map(({ title }) => title)).size).toBe(4);
    for (const { title, lines } of said) expect(ENGLISH.test([title, ...lines].join(' '))).toBe(language === 'en');
  }
  expect(declineWords('expired_card', 'de')).toEqual({
    title: 'Die Bank hat abgelehnt: Die Karte ist abgelaufen.',
    lines: ['Es wurde nichts abgebucht. Versuchen Sie es mit einer anderen Zahlungsart.'],
    next: 'Versuchen Sie es mit einer anderen Zahlungsart.',
  });
});
