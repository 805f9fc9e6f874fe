import { lateness } from '~/domain/invoices/ageing';
import type { OpenInvoice } from '~/domain/invoices/open-invoice';
import { formatDue, type CalendarDate } from '~/lib/dates';
import { escapeHtml } from '~/lib/escape-html';
import { formatsOf } from '~/lib/languages/formats';
import type { Language } from '~/lib/languages/language';
import type { Currency } from '~/lib/money';
import { paths } from '~/lib/paths';
import { openListWords } from './open-list.words';

type RowsLook = { currency: Currency; today: CalendarDate; mayPay: boolean; language: Language };

/**
 * The open list's rows as HTML. Written out and not made of React elements: a hundred rows of them were half
 * of the page's cost on the server, and would all be drawn once more when the scripts arrive, for cells that
 * never change. Whatever somebody can have typed goes through escapeHtml; a test holds it to what React would write.
 */
export function rowsHtml(rows: readonly OpenInvoice[], look: RowsLook): string {
  const { currency, today, mayPay, language } = look;
  const say = openListWords(language);
  const formats = formatsOf(language);
  const money = (minor: bigint) => escapeHtml(formats.money(minor, currency));
  const date = once((day) => escapeHtml(formats.date(day)));
  const due = once((day) => {
    const words = escapeHtml(formatDue(day, today, language));
    return `<b>${date(day)}</b><i class="${lateness(day, today)}">${words}</i>`;
  });
  const part = (name: 'rowPaid' | 'rowInPayment', minor: bigint) =>
    minor > 0n ? `<p>${escapeHtml(say(name, { amount: formats.money(minor, currency) }))}</p>` : '';

  return rows
    .map((row) => {
      const number = escapeHtml(row.number);
      const label = escapeHtml(say('selectRow', { number: row.number }));
      const tick = `<td><input type="checkbox" name="tick" aria-label="${label}"${row.ticked ? ' checked=""' : ''} value="${escapeHtml(row.id)}"/></td>`;
      const total = money(row.totalMinor);
      const owed = row.dueMinor === row.totalMinor ? total : money(row.dueMinor);
      return (
        `<tr>${mayPay ? tick : ''}<td><a href="${escapeHtml(paths.invoice(row.id))}">${number}</a><p>${escapeHtml(row.summary)}</p></td>` +
        `<td>${date(row.issuedOn)}</td><td>${due(row.dueOn)}</td><td>${total}</td>` +
        `<td>${owed}${part('rowPaid', row.paidMinor)}${part('rowInPayment', row.inFlightMinor)}</td></tr>`
      );
    })
    .join('');
}

/** Many rows bear the same few dates, and a date or what is said of it costs as much as the rest of the row. */
function once(make: (day: CalendarDate) => string): (day: CalendarDate) => string {
  const made = new Map<CalendarDate, string>();
  return (day) => {
    const known = made.get(day) ?? make(day);
    made.set(day, known);
    return known;
  };
}
