import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { formatMoney, toDecimal } from '../money';
import { LANGUAGES, localeOf } from './language';
import { plainNumber, TYPED_IN, typedNumber, typedNumberField } from './typed-number';

test.each([
  ['1,234.56', '1234.56'],
  ['30', '30'],
  ['30.5', '30.5'],
  ['12,50', null],
  ['1.234,56', null],
  ['1 234', null],
  ['0,500', null],
  ['0.500', '0.500'],
  ['', null],
])('on an English page %j is %j', (text, plain) => {
  expect(plainNumber(text, 'en')).toBe(plain);
});

test.each([
  ['1.234,56', '1234.56'],
  ['1 234,56', '1234.56'],
  ['1\u202f234,56', '1234.56'],
  ['1 234', '1234'],
  ['1.234.567', '1234567'],
  ['12,5', '12.5'],
  ['12.50', '12.50'],
  ['1234.567', '1234.567'],
  ['1.234', null],
  ['1,234.56', null],
  ['1.23,4', null],
  ['0 500', null],
  ['0.123.456', null],
  ['0,500', '0.500'],
  ['1\n234', null],
  ['zwölf', null],
  ['', null],
])('on a German page %j is %j', (text, plain) => {
  expect(plainNumber(text, 'de')).toBe(plain);
});

test.each([
  ['1,234', 'de', 'en', '1.234'],
  ['1,234', 'en', 'de', '1234'],
  ['1.234,56', 'fr', 'es', '1234,56'],
  ['12,50', 'en', 'de', '12,50?'],
  ['', 'de', 'en', ''],
  ['1,234', 'tlh', 'en', '1,234'],
] as const)('%j typed in %s is %j where the page is in %s', (text, from, to, typed) => {
  const form = new FormData();
  form.set('amount', text);
  form.set(TYPED_IN, from);
  expect(typedNumberField(form, 'amount', to)).toBe(typed);
});

it('reads what the pages of each language write', () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 10n ** 12n), fc.constantFrom('USD', 'KWD'), (minor, currency) => {
      const plain = toDecimal(minor, currency);
      for (const language of LANGUAGES) {
        expect(plainNumber(typedNumber(plain, language), language)).toBe(plain);
        const written = formatMoney(minor, currency, localeOf(language)).replaceAll(/[^\d.,\s]/g, '');
        expect(plainNumber(written, language), written).toBe(plain);
      }
    }),
  );
});
