import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packRows, unpackRows } from './packed-view';

const minor = fc.bigInt({ min: 0n, max: 10n ** 18n });
const row = fc.record({
  id: fc.uuid(),
  number: fc.string(),
  summary: fc.string({ unit: 'grapheme' }),
  issuedOn: fc.constant('2026-01-31'),
  dueOn: fc.constant('2026-02-28'),
  totalMinor: minor,
  paidMinor: minor,
  inFlightMinor: minor,
  dueMinor: minor,
  ticked: fc.boolean(),
});

test('rows arrive as they were sent', () => {
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      expect(unpackRows(packRows(rows))).toEqual(rows);
    }),
  );
});
