import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { waitTimes } from '~/lib/languages/wait.words';
import { LANGUAGES } from '~/lib/languages/language';
import { englishLeft } from '~tests/support/no-english';
import { changedTitles, refusalAdvice, refusalTitles } from './refusal.words';
import type { QuoteChange, StartPaymentRefusal } from './start-payment.types';
import { staffDeclineWords } from './staff-words';
import { changeWords, declineWords, refusalStatus, refusalWords, saveRefusedWords, type Words } from './words';

const say = (words: Words) => [words.title, ...words.lines].join(' ');

describe('a decline in words', () => {
  it('says what happened, that nothing was charged and what to do', () => {
    expect(say(declineWords('insufficient_funds'))).toBe(
      'The bank said no: not enough money. Nothing was charged. Try another method.',
    );
    expect(say(declineWords('expired_card'))).toContain('the card has expired');
    expect(say(declineWords('incorrect_cvc'))).toContain('the security code is wrong');
    expect(say(declineWords('processing_error'))).toContain('Try again in a moment');
    expect(say(declineWords('payment_intent_authentication_failure'))).toContain('could not confirm that it was you');
  });

  it('tells the same story for the gateway’s other names of one thing', () => {
    expect(declineWords('invalid_cvc')).toEqual(declineWords('incorrect_cvc'));
    expect(declineWords('authentication_required')).toEqual(declineWords('payment_intent_authentication_failure'));
    expect(declineWords('issuer_not_available')).toEqual(declineWords('processing_error'));
  });

  it.each([
    'lost_card',
    'stolen_card',
    'fraudulent',
    'pickup_card',
    'merchant_blacklist',
    'generic_decline',
    'card_declined',
    null,
  ])('never gives %s away', (code) => expect(declineWords(code)).toEqual(declineWords('do_not_honor')));

  it('never shows a code and always says that nothing was charged', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'toString', 'card_velocity_exceeded')),
        (code) => {
          const text = say(declineWords(code));
          expect(text).toContain('Nothing was charged.');
          expect(text).not.toMatch(/_|undefined|!/);
        },
      ),
    );
  });

  it.each([
    'authentication_required',
    'payment_intent_authentication_failure',
    'authentication_failure',
    'authentication_not_handled',
    'setup_intent_authentication_failure',
    'debit_not_authorized',
    'generic_decline',
  ])('tells staff of %s as somebody else’s bank and payment', (code) =>
    expect(say(staffDeclineWords(code))).not.toMatch(/\byour?\b/i),
  );

  it('speaks of the card, not of money, when a card was to be saved', () => {
    expect(say(saveRefusedWords('expired_card'))).toContain('The card was not saved.');
    expect(say(saveRefusedWords('expired_card'))).not.toContain('charged');
  });
});

describe('a refusal in words', () => {
  const amount = (number: string, wasMinor: bigint, isMinor: bigint): QuoteChange => ({
    kind: 'amount',
    invoiceId: number,
    number,
    wasMinor,
    isMinor,
  });

  it('names the one invoice that changed, with both amounts', () => {
    const words = refusalWords({ kind: 'changed', changes: [amount('INV-1034', 162_000n, 150_000n)] }, 'USD');
    expect(words.title).toBe(
      'Nothing was charged: INV-1034 changed from $1,620.00 to $1,500.00 while you were looking.',
    );
  });

  it('lists the first few of many and counts the rest', () => {
    const changes = Array.from({ length: 8 }, (_, i) => amount(`INV-${i}`, 100n, 200n));
    const words = refusalWords({ kind: 'changed', changes }, 'USD');
    expect(words.title).toBe('Nothing was charged: 8 invoices changed while you were looking.');
    expect(words.lines).toHaveLength(7);
    expect(words.lines).toContain('And 3 more.');
  });

  it('says why an invoice left the payment', () => {
    const left = (reason: 'paid' | 'in-flight' | 'disputed' | 'void' | 'gone') =>
      changeWords({ kind: 'not-payable', invoiceId: 'x', number: 'INV-1', reason }, 'EUR');
    expect([left('paid'), left('in-flight'), left('disputed'), left('void'), left('gone')]).toEqual([
      'INV-1 was paid',
      'INV-1 is in another payment',
      'INV-1 is in dispute',
      'INV-1 was cancelled by the vendor',
      'INV-1 is no longer open',
    ]);
  });

  it('does not claim a changed amount when only something else changed', () => {
    const words = changeWords({ kind: 'details', invoiceId: 'x', number: 'INV-1' }, 'USD');
    expect(words).toBe('INV-1 was changed by the vendor, the amount is the same');
  });

  it('gives each refusal its status, and says how long to wait', () => {
    const refusals: [StartPaymentRefusal, number, string][] = [
      [{ kind: 'changed', changes: [] }, 409, 'Nothing was charged'],
      [{ kind: 'too-many', limit: 1000, count: 10_000 }, 422, 'up to 1,000 invoices; this one had 10,000'],
      [
        { kind: 'amount-out-of-range', minMinor: 50n, maxMinor: 99_999_999n, currency: 'USD' },
        422,
        '$0.50 to $999,999.99',
      ],
      [{ kind: 'amount-out-of-range', minMinor: 500n, maxMinor: 99_999_990n, currency: 'KWD' }, 422, 'must end in 0'],
      [{ kind: 'method-gone' }, 409, 'no longer on file'],
      [{ kind: 'viewer' }, 403, 'not pay'],
      [{ kind: 'nothing-selected' }, 422, 'No invoice'],
      [{ kind: 'other-request' }, 409, 'another payment'],
      [{ kind: 'too-many-declines', retryAfterSeconds: 3600 }, 429, 'in an hour'],
      [{ kind: 'too-many-declines', retryAfterSeconds: 61 }, 429, 'in 2 minutes'],
      [{ kind: 'too-many-declines', retryAfterSeconds: 5 }, 429, 'in a minute'],
    ];
    for (const [refusal, status, text] of refusals) {
      expect(refusalStatus(refusal)).toBe(status);
      expect(say(refusalWords(refusal, 'USD'))).toContain(text);
    }
  });
});

describe('in other languages', () => {
  it('says in whole sentences what changed, with amounts as the language writes them', () => {
    const amount: QuoteChange = {
      kind: 'amount',
      invoiceId: 'x',
      number: 'INV-1',
      wasMinor: 162_000n,
      isMinor: 150_000n,
    };
    const fee: QuoteChange = { kind: 'fee', of: { kind: 'card', funding: 'credit' }, wasMinor: 0n, isMinor: 250n };
    const title = (changes: QuoteChange[]) => refusalWords({ kind: 'changed', changes }, 'EUR', 'de').title;
    expect(title([amount])).toBe(
      'Es wurde nichts abgebucht: INV-1 hat sich von 1.620,00\u00a0€ auf 1.500,00\u00a0€ geändert, während Sie die Seite ansahen.',
    );
    expect(title([fee])).toBe(
      'Es wurde noch nichts abgebucht: Die Zahlung mit einer Kreditkarte kostet eine Gebühr von 2,50\u00a0€.',
    );
    expect(title([amount, { ...amount, invoiceId: 'y' }, fee])).toBe(
      'Es wurde nichts abgebucht: 2 Rechnungen und die Gebühr haben sich geändert, während Sie die Seite ansahen.',
    );
  });

  it('has no English left in any refusal, and says of each what it says in English', () => {
    const range = { minMinor: 50n, maxMinor: 99_999_999n, currency: 'EUR' };
    const refusals: StartPaymentRefusal[] = [
      { kind: 'changed', changes: [] },
      { kind: 'too-many', limit: 1, count: 2 },
      { kind: 'too-many', limit: 1000, count: 10_000 },
      { kind: 'amount-out-of-range', ...range },
      { kind: 'amount-out-of-range', ...range, currency: 'KWD' },
      { kind: 'parts-not-allowed' },
      { kind: 'below-minimum', minimumMinor: 5_000n, currency: 'EUR' },
      { kind: 'method-gone' },
      { kind: 'method-not-read' },
      { kind: 'gateway-silent' },
      { kind: 'method-not-for-currency' },
      { kind: 'method-not-taken' },
      { kind: 'viewer' },
      { kind: 'nothing-selected' },
      { kind: 'link-ended' },
      { kind: 'other-request' },
      { kind: 'too-many-declines', retryAfterSeconds: 900 },
    ];
    for (const language of LANGUAGES.filter((each) => each !== 'en'))
      for (const refusal of refusals) {
        const said = refusalWords(refusal, 'EUR', language);
        expect(said.lines).toHaveLength(refusalWords(refusal, 'EUR').lines.length);
        expect(englishLeft(say(said), [changedTitles, refusalTitles, refusalAdvice, waitTimes], language)).toEqual([]);
      }
  });
});
