import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { lateness } from '~/domain/invoices/ageing';
import type { OpenInvoice } from '~/domain/invoices/open-invoice';
import { addDays, formatDue } from '~/lib/dates';
import { newId } from '~/lib/ids';
import { formatsOf } from '~/lib/languages/formats';
import { LANGUAGES, type Language } from '~/lib/languages/language';
import { openListWords } from './open-list.words';
import { rowsHtml } from './rows-html';

const today = '2026-03-05';
const day = fc.integer({ min: -400, max: 400 }).map((days) => addDays(today, days));
const minor = fc.bigInt({ min: 0n, max: 1_234_567_890n });
const hostile = fc.oneof(
  fc.string(),
  fc.constantFrom(
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='x",
    '&lt;b&gt;',
    '</td></table><script>1</script>',
    '  ',
  ),
);
const invoice: fc.Arbitrary<OpenInvoice> = fc.record({
  id: fc.constant(newId()),
  number: hostile,
  summary: hostile,
  issuedOn: day,
  dueOn: day,
  totalMinor: minor,
  paidMinor: minor,
  inFlightMinor: minor,
  dueMinor: minor,
  ticked: fc.boolean(),
});

type RowProps = { row: OpenInvoice; currency: string; mayPay: boolean; language: Language };

/** The row as React would write it: what the text is held to. */
function Row({ row, currency, mayPay, language }: RowProps) {
  const say = openListWords(language);
  const { date, money } = formatsOf(language);
  return (
    <tr>
      {mayPay && (
        <td>
          <input
            type="checkbox"
            name="tick"
            aria-label={say('selectRow', { number: row.number })}
            defaultChecked={row.ticked}
            value={row.id}
          />
        </td>
      )}
      <td>
        <a href={`/invoices/${row.id}`}>{row.number}</a>
        <p>{row.summary}</p>
      </td>
      <td>{date(row.issuedOn)}</td>
      <td>
        <b>{date(row.dueOn)}</b>
        <i className={lateness(row.dueOn, today)}>{formatDue(row.dueOn, today, language)}</i>
      </td>
      <td>{money(row.totalMinor, currency)}</td>
      <td>
        {money(row.dueMinor, currency)}
        {row.paidMinor > 0n && <p>{say('rowPaid', { amount: money(row.paidMinor, currency) })}</p>}
        {row.inFlightMinor > 0n && <p>{say('rowInPayment', { amount: money(row.inFlightMinor, currency) })}</p>}
      </td>
    </tr>
  );
}

describe('the open list’s rows', () => {
  it('are, to the letter, what React would write, whatever somebody typed into them', () => {
    fc.assert(
      fc.property(
        fc.array(invoice, { maxLength: 4 }),
        fc.constantFrom('USD', 'JPY', 'KWD'),
        fc.boolean(),
        fc.constantFrom(...LANGUAGES),
        (rows, currency, mayPay, language) => {
          const byReact = renderToStaticMarkup(
            <>
              {rows.map((row, index) => (
                <Row key={index} row={row} currency={currency} mayPay={mayPay} language={language} />
              ))}
            </>,
          );
          expect(rowsHtml(rows, { currency, today, mayPay, language })).toBe(byReact);
        },
      ),
      { numRuns: 300 },
    );
  });
});
