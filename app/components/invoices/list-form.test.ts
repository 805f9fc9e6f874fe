import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newId } from '~/lib/ids';
import { parseListQuery } from '~/domain/invoices/list-query';
import { asTyped } from '~/lib/languages/typed-number';
import { fromDecimal } from '~/lib/money';
import { readListForm } from './list-form';
import { decodeIntent, encodeIntent, type ListIntent } from './list-intent';

function form(fields: Record<string, string | string[]>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) for (const each of [value].flat()) data.append(name, each);
  return data;
}

describe('the buttons of the open list', () => {
  it('say what they said', () => {
    const currency = fc.constantFrom('USD', 'JPY', 'KWD');
    const intent: fc.Arbitrary<ListIntent> = fc.oneof(
      fc.constantFrom<ListIntent>({ kind: 'keep' }, { kind: 'search' }, { kind: 'select-all' }, { kind: 'clear' }),
      fc.string().map((search): ListIntent => ({ kind: 'go', search })),
      currency.map((code): ListIntent => ({ kind: 'pay', currency: code })),
      currency.map((code): ListIntent => ({ kind: 'keep-first', currency: code })),
      currency.map((code): ListIntent => ({ kind: 'pay-all', currency: code })),
      currency.map((code): ListIntent => ({ kind: 'pay-all', currency: code, first: true })),
    );
    fc.assert(
      fc.property(intent, (each) => {
        expect(decodeIntent(encodeIntent(each))).toEqual(each);
      }),
    );
  });

  it('only keep the ticks when they are none of ours', () => {
    for (const value of [null, '', 'pay', 'pay:', 'pay:XXX', 'drop:USD', 'PAY:USD']) {
      expect(decodeIntent(value)).toEqual({ kind: 'keep' });
    }
  });
});

describe('the form of the open list', () => {
  it('never leads to another site, whatever is written into it', () => {
    fc.assert(
      fc.property(fc.webUrl(), fc.string(), (url, text) => {
        for (const address of [url, `//${text}`, `/\\${text}`, text]) {
          for (const intent of [`go:${address}`, 'keep', 'search']) {
            const { goTo } = readListForm(form({ intent, here: address, q: address }));
            expect(new URL(goTo, 'https://here.example')).toMatchObject({
              host: 'here.example',
              pathname: '/invoices',
            });
          }
        }
      }),
    );
  });

  it('starts a search on the first page, in the order and currency that were shown', () => {
    const here = '?currency=EUR&sort=amount&dir=desc&after=5~x&q=old&age=1-30';
    expect(readListForm(form({ intent: 'search', here, q: ' new ', min: '10', age: '' })).goTo).toBe(
      '/invoices?currency=EUR&q=new&min=10&sort=amount&dir=desc',
    );
  });

  it.each([
    ['de', '1.234', '1.234?', '1.234'],
    ['fr', '1,234', '1.234', '1.234'],
    ['de', '1.234,5', '1234.5', '1234.5'],
    ['de', 'viel', 'viel', 'viel'],
    ['en', '12,50', '12,50', '12,50'],
    ['en', '1.234', '1.234', '1.234'],
  ] as const)(
    'holds an amount plain, or so that it is never guessed at: on a page in %s %s is %s',
    (language, min, inAddress, shown) => {
      const { goTo } = readListForm(form({ intent: 'search', here: '?currency=KWD', min }), language);
      const params = new URL(goTo, 'https://here.example').searchParams;
      expect(params.get('min')).toBe(inAddress);
      expect(asTyped(inAddress)).toBe(shown);
      const sure = fromDecimal(inAddress, 'KWD') !== null;
      expect(parseListQuery(params, 'KWD', language).problems.min !== undefined).toBe(!sure);
    },
  );

  it('takes ids for ids only, and no more than any page could have', () => {
    const many = Array.from({ length: 900 }, newId);
    const { change } = readListForm(form({ intent: 'keep', shown: ['x', ...many].join(','), tick: ['y', ...many] }));
    expect(change.shown).toEqual(many.slice(0, 500));
    expect(change.ticked).toEqual(many.slice(0, 500));
  });

  it('leads to paying what is selected, all, or as much as one payment takes', () => {
    expect(readListForm(form({ intent: 'pay:USD' })).goTo).toBe('/pay?currency=USD');
    expect(readListForm(form({ intent: 'pay-all:EUR' })).goTo).toBe('/pay?currency=EUR&all=1');
    expect(readListForm(form({ intent: 'pay-first:USD' })).goTo).toBe('/pay?currency=USD&all=1&first=1000');
  });
});
