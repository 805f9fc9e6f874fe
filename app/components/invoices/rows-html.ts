import { lateness } from '~/domain/invoices/ageing';
import type { OpenInvoice } from '~/domain/invoices/open-invoice';
import { formatDate, formatDue, type CalendarDate } from '~/lib/dates';
import { escapeHtml } from '~/lib/escape-html';
import { formatMoney, type Currency } from '~/lib/money';
import { paths } from '~/lib/paths';

type RowsLook = { currency: Currency; today: CalendarDate; mayPay: boolean };

/**
 * The open list's rows as HTML. Written out and not made of React elements: a hundred rows of them were half
 * of the page's cost on the server, and would all be drawn once more when the scripts arrive, for cells that
 * never change. Whatever somebody can have typed goes through escapeHtml; a test holds it to what React would write.
 */
export function rowsHtml(rows: readonly OpenInvoice[], look: RowsLook): string {
  return rows.map((row) => rowHtml(row, look)).join('');
}

function rowHtml(row: OpenInvoice, { currency, today, mayPay }: RowsLook): string {
  const number = escapeHtml(row.number);
  const money = (minor: bigint) => escapeHtml(formatMoney(minor, currency));
  const tick = `<td><input type="checkbox" name="tick" aria-label="Select ${number}"${row.ticked ? ' checked=""' : ''} value="${escapeHtml(row.id)}"/></td>`;
  const total = money(row.totalMinor);
  const paid = row.paidMinor > 0n ? `<p>${money(row.paidMinor)} paid</p>` : '';
  const inFlight = row.inFlightMinor > 0n ? `<p>${money(row.inFlightMinor)} in payment</p>` : '';
  return (
    `<tr>${mayPay ? tick : ''}<td><a href="${escapeHtml(paths.invoice(row.id))}">${number}</a><p>${escapeHtml(row.summary)}</p></td>` +
    `<td>${formatDate(row.issuedOn)}</td>` +
    `<td><b>${formatDate(row.dueOn)}</b><i class="${lateness(row.dueOn, today)}">${formatDue(row.dueOn, today)}</i></td>` +
    `<td>${total}</td><td>${row.dueMinor === row.totalMinor ? total : money(row.dueMinor)}${paid}${inFlight}</td></tr>`
  );
}
