import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SelectedTotal } from '~/domain/selections/selection';
import { addDays } from '~/lib/dates';
import { sumMinor } from '~/lib/money';
import { ticketNow } from './ticket-totals';

type Line = { id: string; number: string; dueOn: string; dueMinor: bigint };

const line = fc.record({ days: fc.nat(30), dueMinor: fc.bigInt({ min: 1n, max: 10_000n }) });
const byDue = (a: Line, b: Line) => (a.dueOn + a.id < b.dueOn + b.id ? -1 : 1);

/** What the server would have counted. */
function stored(lines: Line[]): SelectedTotal | undefined {
  if (lines.length === 0) return undefined;
  return {
    currency: 'USD',
    count: lines.length,
    dueMinor: sumMinor(lines.map((each) => each.dueMinor)),
    lines: [...lines].sort(byDue).slice(0, 6),
  };
}

describe('the ticket while one ticks', () => {
  it('says what the server would say if the ticks of this page were stored', () => {
    const many = fc.array(line, { maxLength: 12 });
    fc.assert(
      fc.property(many, many, fc.infiniteStream(fc.boolean()), (elsewhere, here, coin) => {
        const flip = () => coin.next().value === true;
        const make = (prefix: string) => (each: { days: number; dueMinor: bigint }, index: number) => {
          const id = `${prefix}${String(index).padStart(2, '0')}`;
          return { id, number: id, dueOn: addDays('2026-03-01', each.days), dueMinor: each.dueMinor };
        };
        const other = elsewhere.map(make('a'));
        const rows = here.map(make('b')).map((row) => ({ ...row, ticked: flip() }));
        const ticked = new Set(rows.filter(flip).map((row) => row.id));
        const before = stored([...other, ...rows.filter((row) => row.ticked)]);
        const after = stored([...other, ...rows.filter((row) => ticked.has(row.id))]);

        const now = ticketNow(before, rows, ticked, 'USD');
        expect([now.count, now.dueMinor]).toEqual([after?.count ?? 0, after?.dueMinor ?? 0n]);
        // Lines of other pages beyond the six that were sent are not known here; what is named is selected and in order.
        const selected = new Map(
          [...other, ...rows.filter((row) => ticked.has(row.id))].map((each) => [each.id, each]),
        );
        expect(now.lines.every((each) => selected.get(each.id)?.dueMinor === each.dueMinor)).toBe(true);
        expect(now.lines).toEqual([...now.lines].sort(byDue));
        expect(now.lines.length).toBeLessThanOrEqual(6);
        if (other.length === 0)
          expect(now.lines.map((each) => each.id)).toEqual((after?.lines ?? []).map((each) => each.id));
      }),
    );
  });
});
