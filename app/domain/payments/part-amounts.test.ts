import { expect, it, test } from 'vitest';
import { newId } from '~/lib/ids';
import { TYPED_IN } from '~/lib/languages/typed-number';
import { workOutAmounts } from './part-form';
import { amountField, quotedAmounts, readAmounts, spreadAmounts } from './part-amounts';
import { encodeQuote } from './quote';

const line = { invoiceId: newId(), version: 1, dueMinor: 123_456n, payMinor: 123_456n };
const english = { currency: 'USD', language: 'en' } as const;
const german = { currency: 'USD', language: 'de' } as const;
const read = (text: string, typing: typeof english | typeof german) =>
  readAmounts([line], { [line.invoiceId]: text }, typing, 1n);

test.each([
  ['1,000.50', english, 100_050n],
  ['1000.50', english, 100_050n],
  ['1.000,50', german, 100_050n],
  ['1000,50', german, 100_050n],
  ['1000.50', german, 100_050n],
])('%j is read as its page writes it, %o', (text, typing, minor) => {
  expect(read(text, typing)).toMatchObject({ totalMinor: minor, problems: {}, problem: null });
});

test.each([
  ['1000,50', english, 'Write an amount like 1234.56.'],
  ['1,000.50', german, 'Schreiben Sie einen Betrag wie 1234,56.'],
  ['1.000', german, 'Schreiben Sie einen Betrag wie 1234,56.'],
  ['-5', german, 'Schreiben Sie einen Betrag wie 1234,56.'],
  ['1.234,57', german, 'Höchstens 1.234,56\u00a0$ sind offen.'],
])('%j is not guessed, %o', (text, typing, words) => {
  expect(read(text, typing)).toMatchObject({ lines: [], problems: { [line.invoiceId]: words } });
});

it('fills the fields as they are read, in any currency', () => {
  for (const currency of ['USD', 'JPY', 'KWD'])
    for (const language of ['en', 'de', 'fr', 'es'] as const) {
      const typing = { currency, language };
      const filled = quotedAmounts([line], typing);
      expect(readAmounts([line], filled, typing, 1n)).toMatchObject({ totalMinor: 123_456n, problem: null });
      expect(spreadAmounts([line], filled[line.invoiceId] ?? '', 'oldest', typing)).toEqual(filled);
    }
});

it('pays only what the page showed, whatever language the fields are read in', () => {
  // 1.234 dinars, typed on a German page and read on an English one as a thousand times that.
  const dinars = { ...line, dueMinor: 5_000_000n, payMinor: 1_234n };
  const form = new FormData();
  form.set('whole', encodeQuote([{ ...dinars, payMinor: dinars.dueMinor }]));
  form.set('quote', encodeQuote([dinars]));
  form.set('currency', 'KWD');
  form.set(amountField(dinars.invoiceId), '1,234');
  expect(workOutAmounts(form, 'de')).toBeNull();
  expect(workOutAmounts(form, 'en')?.words?.title).toBe('The amounts have changed.');
  // The form says in which language it was filled in: then the amount is what was meant, on whatever page.
  form.set(TYPED_IN, 'de');
  expect(workOutAmounts(form, 'en')).toBeNull();
  form.set('intent', 'amounts');
  expect(workOutAmounts(form, 'en')?.amounts).toEqual({ [dinars.invoiceId]: '1.234' });
});
