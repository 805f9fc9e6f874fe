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
  ['1,234.56', '1234.56'],
  ['1,234', '1234'],
  ['12.5', '12.5'],
  ['0.500', '0.500'],
  ['١٬٢٣٤٫٥٦', '1234.56'],
  ['١٬٢٣٤', '1234'],
  ['١٢٣٤٥٦٧', '1234567'],
  ['١٢٫٥٠٠', '12.500'],
  ['٠٫٥', '0.5'],
  ['۱٬۲۳۴٫۵۶', '1234.56'],
  ['1٬234٫5', '1234.5'],
  ['١٢.٥', '12.5'],
  ['\u200f1,234.56', '1234.56'],
  ['\u2068١٬٢٣٤\u2069', '1234'],
  ['12\u200f34', null],
  ['12\u200f.\u200f34', null],
  ['12,50', null],
  ['1.234,56', null],
  ['0,500', null],
  ['١٢,٥٠', null],
  ['١,٢٣٤', null],
  ['١.٢٣٤', null],
  ['١٬٢٣', null],
  ['١٬٢٣٤.٥٦', null],
  ['١,٢٣٤٫٥٦', null],
  ['٠٬٥٠٠', null],
  ['١٢٫٥٫٠', null],
  ['١٢،٥', null],
  ['١٢٣٤ ٥', null],
  ['اثنا عشر', null],
  ['', null],
])('on an Arabic page %j is %j', (text, plain) => {
  expect(plainNumber(text, 'ar')).toBe(plain);
});

it('reads Arabic digits on no other page', () => {
  for (const language of ['en', 'de'] as const) expect(plainNumber('١٢', language)).toBeNull();
});

test.each([
  ['1,234', 'de', 'en', '1.234'],
  ['١٬٢٣٤٫٥', 'ar', 'de', '1234,5'],
  ['1,234', 'ar', 'fr', '1234'],
  ['1,234', 'fr', 'ar', '1.234'],
  ['12,50', 'ar', 'de', '12,50?'],
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
        const [written = ''] = /\d[\d.,\s]*\d/.exec(formatMoney(minor, currency, localeOf(language))) ?? [];
        expect(plainNumber(written, language), written).toBe(plain);
      }
    }),
  );
});
