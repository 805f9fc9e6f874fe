import { describe, expect, it } from 'vitest';

type Format = { formatNumber(text: string): string; formatExpiry(text: string, deleting?: boolean): string };
type Check = Record<
  'checkNumber' | 'checkExpiry' | 'checkCvc' | 'checkPostalCode',
  (text: string, more?: unknown) => { code: string } | null
>;
// Browser files are plain JavaScript; an address that the compiler cannot follow keeps it from asking for their types.
const load = (file: string): Promise<unknown> => import(new URL(`./browser/frame/${file}`, import.meta.url).href);
const { formatNumber, formatExpiry } = (await load('card-format.js')) as Format;
const { checkNumber, checkExpiry, checkCvc, checkPostalCode } = (await load('card-check.js')) as Check;

describe('the card form writes', () => {
  it.each([
    ['4242424242424242', '4242 4242 4242 4242'],
    ['378282246310005', '3782 822463 10005'],
    ['4242 4242 4242 4242 99', '4242 4242 4242 4242'],
    ['42a4', '424'],
  ])('number %s as %s', (typed, shown) => expect(formatNumber(typed)).toBe(shown));

  it.each([
    ['1', '1'],
    ['4', '04 / '],
    ['12', '12 / '],
    ['1/', '01 / '],
    ['1230', '12 / 30'],
    ['13', '01 / 3'],
    ['12/2030', '12 / 30'],
    ['12 / 301', '12 / 30'],
  ])('expiry %s as %s', (typed, shown) => expect(formatExpiry(typed)).toBe(shown));

  it('takes the slash away when deleting reaches it', () => expect(formatExpiry('12 /', true)).toBe('12'));
});

describe('the card form checks', () => {
  const today = new Date(2026, 10, 20);
  it.each([
    [checkNumber('4242'), 'incomplete_number'],
    [checkNumber('4242 4242 4242 4241'), 'invalid_number'],
    [checkExpiry('12', today), 'incomplete_expiry'],
    [checkExpiry('12 / 25', today), 'invalid_expiry_year_past'],
    [checkExpiry('10 / 26', today), 'invalid_expiry_month_past'],
    [checkCvc('12', '4242'), 'incomplete_cvc'],
    [checkCvc('123', '3782'), 'incomplete_cvc'],
    [checkPostalCode('941', 'US'), 'incomplete_zip'],
  ])('%o', (error, code) => expect(error?.code).toBe(code));

  it('and lets good ones pass', () => {
    expect([
      checkNumber('3782 822463 10005'),
      checkExpiry('11 / 26', today),
      checkCvc('123', '4242'),
      checkPostalCode('K1A 0B1', 'CA'),
      checkPostalCode('', 'DE'),
    ]).toEqual([null, null, null, null, null]);
  });
});
