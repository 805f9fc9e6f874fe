import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { toDecimal } from '~/lib/money';
import { changeLines } from './draft-form';
import { EMPTY_LINE, readInvoice, workOut, type TypedInvoice, type TypedLine } from './invoice-form';

const line = (values: Partial<TypedLine> = {}): TypedLine => ({
  description: 'Hosting',
  quantity: '1',
  unitPrice: '100.00',
  taxRate: '0',
  ...values,
});
const typed = (values: Partial<TypedInvoice> = {}): TypedInvoice => ({
  currency: 'USD',
  number: '',
  issuedOn: '2026-03-01',
  dueOn: '2026-03-31',
  summary: 'March',
  memo: '',
  lines: [line()],
  ...values,
});
const read = (values: Partial<TypedInvoice> = {}) => {
  const answer = readInvoice(typed(values));
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  return answer.invoice;
};
const refused = (values: Partial<TypedInvoice> = {}) => {
  const answer = readInvoice(typed(values));
  if (answer.ok) throw new Error('it was read');
  return answer.refusal;
};

test('what is typed becomes lines that re-add; an empty number means the next, an empty note none', () => {
  const lines = [
    line({ quantity: '2.5', unitPrice: '1,200.10', taxRate: '7.75' }),
    line({ unitPrice: '−50', taxRate: '7.75 %' }),
  ];
  const invoice = read({ lines });
  expect(invoice).toMatchObject({ number: null, memo: null, currency: 'USD' });
  expect(invoice.lines.map(({ netMinor, taxMinor }) => [netMinor, taxMinor])).toEqual([
    [300_025n, 23_252n],
    [-5_000n, -388n],
  ]);
  expect(workOut(lines, 'USD')).toEqual({
    nets: [300_025n, -5_000n],
    netMinor: 295_025n,
    taxMinor: 22_864n,
    totalMinor: 317_889n,
  });
});

it.each([
  ['currency', { currency: 'XXQ' }],
  ['number', { number: 'INV 1 <b>' }],
  ['number', { number: 'draft-0123456789ab' }],
  ['issuedOn', { issuedOn: '2026-02-30' }],
  ['dueOn', { dueOn: '2026-02-28' }],
  ['summary', { summary: '  ' }],
  ['memo', { memo: 'x'.repeat(2_001) }],
  ['lines', { lines: [EMPTY_LINE] }],
  ['lines', { lines: [line(), line({ unitPrice: '-100' })] }],
  ['lines', { lines: [line({ unitPrice: '10', taxRate: '0' }), line({ unitPrice: '-1', taxRate: '50' })] }],
  ['lines', { lines: Array.from({ length: 101 }, () => line()) }],
  ['lines', { lines: Array.from({ length: 60 }, () => line({ unitPrice: '90000000000' })) }],
] as const)('refuses a wrong %s beside its field: %o', (field, values) => {
  expect(Object.keys(refused(values as Partial<TypedInvoice>).fields)).toEqual([field]);
});

it.each([
  ['description', { description: ' ' }],
  ['quantity', { quantity: '0' }],
  ['quantity', { quantity: '-1' }],
  ['quantity', { quantity: '1.2345' }],
  ['quantity', { quantity: '1,5' }],
  ['unitPrice', { unitPrice: '1,23' }],
  ['unitPrice', { unitPrice: '1.999' }],
  ['unitPrice', { unitPrice: '1e3' }],
  ['taxRate', { taxRate: '100.01' }],
  ['taxRate', { taxRate: '-5' }],
  ['taxRate', { taxRate: '7.755' }],
] as const)('refuses a wrong %s beside its line: %o', (field, values) => {
  expect(refused({ lines: [line(), line(values)] }).lines).toEqual([{}, { [field]: expect.any(String) as string }]);
});

describe('each currency has its own decimals', () => {
  it('JPY takes none, KWD three', () => {
    expect(read({ currency: 'JPY', lines: [line({ unitPrice: '150' })] }).lines[0]?.netMinor).toBe(150n);
    expect(refused({ currency: 'JPY', lines: [line({ unitPrice: '1.50' })] }).lines[0]).toHaveProperty('unitPrice');
    expect(read({ currency: 'KWD', lines: [line({ unitPrice: '1.505' })] }).lines[0]?.netMinor).toBe(1_505n);
  });
});

test('whatever is typed, what the page shows is what is saved', () => {
  const amounts = fc.bigInt({ min: -99_999n, max: 999_999n });
  const lines = fc.array(fc.tuple(fc.integer({ min: 1, max: 50_000 }), amounts, fc.integer({ min: 0, max: 10_000 })), {
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(lines, (drawn) => {
      const asTyped = drawn.map(([milli, minor, rate]) =>
        line({
          quantity: (milli / 1000).toFixed(3),
          unitPrice: toDecimal(minor, 'USD'),
          taxRate: (rate / 100).toFixed(2),
        }),
      );
      const answer = readInvoice(typed({ lines: asTyped }));
      const { totalMinor, taxMinor } = workOut(asTyped, 'USD');
      if (!answer.ok) return totalMinor <= 0n || taxMinor < 0n || taxMinor > totalMinor;
      const sum = answer.invoice.lines.reduce((total, each) => total + each.netMinor + each.taxMinor, 0n);
      return sum === totalMinor && totalMinor > 0n;
    }),
  );
});

test('lines come and go by their buttons; a discount is taxed as what stands before it', () => {
  const one = [line({ taxRate: '19' })];
  expect(changeLines(one, 'add-discount')[1]).toMatchObject({ description: 'Discount', unitPrice: '-', taxRate: '19' });
  expect(changeLines(changeLines(one, 'add-line'), 'remove-line:0')).toEqual([{ ...EMPTY_LINE, taxRate: '19' }]);
  expect(changeLines(one, 'remove-line:0')).toEqual([EMPTY_LINE]);
  expect(changeLines(one, 'remove-line:7')).toEqual(one);
});
