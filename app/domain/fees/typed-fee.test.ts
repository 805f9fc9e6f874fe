import { expect, test } from 'vitest';
import type { FeeRule } from './fee';
import { readFees, readPercent, typedFees, type TypedFee } from './typed-fee';

const card: TypedFee = { method: 'card', percent: '', flat: '', cap: '', creditOnly: true };

test.each([
  ['2.5', 250],
  ['2.55%', 255],
  ['100 %', 10_000],
  ['0', 0],
  ['2.555', null],
  ['2,5', null],
  ['-1', null],
  ['', null],
])('%j is %s hundredths of a per cent', (text, basisPoints) => {
  expect(readPercent(text)).toBe(basisPoints);
});

test('what is set can be typed again, in any currency', () => {
  const rules: FeeRule[] = [
    { method: 'card', creditOnly: false, basisPoints: 290, flatMinor: 30n, capMinor: 2_000n },
    { method: 'us_bank_account', creditOnly: false, basisPoints: 0, flatMinor: 100n, capMinor: null },
  ];
  expect(readFees(typedFees(rules, 'USD'), 'USD')).toEqual({ ok: true, rules });
  expect(typedFees([], 'JPY').map(({ method }) => method)).toEqual(['card']);
  const yen: FeeRule[] = [{ method: 'card', creditOnly: true, basisPoints: 0, flatMinor: 50n, capMinor: null }];
  expect(readFees(typedFees(yen, 'JPY'), 'JPY')).toEqual({ ok: true, rules: yen });
});

test('blank fields carry no fee', () => {
  expect(readFees([card], 'USD')).toEqual({ ok: true, rules: [] });
  expect(readFees([{ ...card, percent: '0' }], 'USD')).toEqual({ ok: true, rules: [] });
});

test.each([
  ['percent-card', { percent: 'two' }],
  ['flat-card', { flat: '0.305' }],
  ['cap-card', { percent: '2', cap: 'many' }],
  ['cap-card', { percent: '2', cap: '0' }],
  ['percent-card', { cap: '20' }],
])('%s is refused in words when it is %j', (about, change) => {
  expect(readFees([{ ...card, ...change }], 'USD')).toMatchObject({ ok: false, refusal: { about } });
});
