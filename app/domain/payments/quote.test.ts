import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeQuote, encodeQuote } from './quote';

const line = fc
  .record({
    invoiceId: fc.uuid({ version: 7 }),
    version: fc.integer({ min: 1, max: 999_999_999 }),
    dueMinor: fc.bigInt({ min: 1n, max: 999_999_999_999_999n }),
    permille: fc.constantFrom(1n, 500n, 1_000n, 1_000n),
  })
  .map(({ permille, ...rest }) => ({ ...rest, payMinor: (rest.dueMinor * permille) / 1_000n || 1n }));

describe('the quote in the form', () => {
  test('comes back as it was written', () => {
    fc.assert(
      fc.property(fc.uniqueArray(line, { selector: (l) => l.invoiceId, minLength: 1, maxLength: 50 }), (lines) => {
        expect(decodeQuote(encodeQuote(lines))).toEqual(lines);
      }),
    );
  });

  const id = '01a1f939-3101-752c-8d3b-310ec8c6ac95';
  test.each([
    '',
    'x',
    `${id}:1:0`,
    `${id}:1:-5`,
    `${id}:1:1.5`,
    `${id}:1:1e21`,
    `${id}:1:NaN`,
    `${id}:1:9007199254740993000`,
    `${id}:1:5,${id}:1:5`,
    `${id}:1:5,`,
    `${id}:1:5:0`,
    `${id}:1:5:6`,
    `${id}:1:5:`,
    `${id}:1:5:5:5`,
  ])('refuses %j', (field) => {
    expect(decodeQuote(field)).toBeNull();
  });
});
