import fc from 'fast-check';
import { expect, it } from 'vitest';
import { newId } from './ids';
import { decodeInstantCursor, encodeInstantCursor } from './instant-cursor';

it('comes back as it was written', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('1970-01-01'), max: new Date('2200-01-01'), noInvalidDate: true }), (at) => {
      const cursor = { at, id: newId() };
      expect(decodeInstantCursor(encodeInstantCursor(cursor))).toEqual(cursor);
    }),
  );
});

it.each([null, '', '_', 'yesterday_1', `_${newId()}`, `2026-13-01_${newId()}`, '2026-01-01T00:00:00.000Z_x'])(
  '%j is none',
  (text) => {
    expect(decodeInstantCursor(text)).toBeNull();
  },
);
