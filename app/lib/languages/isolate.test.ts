import { expect, it } from 'vitest';
import { formatsOf } from './formats';
import { withoutMarks } from './isolate';
import { inWords } from './words';

const all = <const Text extends string>(text: Text) => ({ en: text, de: text, fr: text, es: text, ar: text });
const say = inWords({
  paid: all('{customer} paid {amount}, {count, plural, one {for {number}} other {for # like {number}}}'),
  days: all('{days, number} days'),
  kind: all('{kind, select, card {a card} other {another one}}'),
});

it('sets values apart where words run from right to left, those in cases too', () => {
  const values = { customer: 'Ada', amount: '$1', number: 'N-1' };
  expect(say('ar')('paid', { ...values, count: 1 })).toBe('\u2068Ada\u2069 paid \u2068$1\u2069, for \u2068N-1\u2069');
  expect(say('ar')('paid', { ...values, count: 12 })).toContain('for 12 like \u2068N-1\u2069');
  expect(say('en')('paid', { ...values, count: 1 })).toBe('Ada paid $1, for N-1');
});

it('leaves figures that the language writes itself, and the names of cases, as they are', () => {
  expect(say('ar')('days', { days: 10_000 })).toBe('10,000 days');
  expect(say('ar')('kind', { kind: 'card' })).toBe('a card');
});

it('sets what is more than text apart by the same signs', () => {
  const link = { to: '/' };
  const pieces = say.pieces<object>('ar')('paid', { customer: link, amount: '$1', number: 'N-1', count: 1 });
  expect(pieces.slice(0, 3)).toEqual(['\u2068', link, expect.stringMatching(/^\u2069/)]);
});

it('takes nothing but signs of direction away', () => {
  expect(withoutMarks('\u2068INV-7\u2069 \u200f1,234.50\u00a0US$\u200e')).toBe('INV-7 1,234.50\u00a0US$');
});

it('keeps the sign of a currency whole, and the minus with its figures', () => {
  const { money, date } = formatsOf('ar');
  expect(money(123_450n, 'USD')).toBe('\u200f1,234.50\u200f\u00a0US$\u200e');
  expect(money(-123_450n, 'USD')).toBe('\u200f\u200e-1,234.50\u200f\u00a0US$\u200e');
  expect(withoutMarks(money(1n, 'KWD'))).toBe('0.001\u00a0د.ك.');
  expect(withoutMarks(money(1_234n, 'JPY'))).toBe('1,234\u00a0JP¥');
  expect(date('2026-03-05')).toBe('5 مارس 2026');
});
