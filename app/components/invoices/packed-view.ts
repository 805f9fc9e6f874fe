import type { OpenInvoice } from '~/domain/invoices/open-invoice';
import type { OpenListView } from '~/domain/invoices/open-list-view';

export type PackedView = Omit<OpenListView, 'rows'> & { rows: string };

/** The server draws the page from what it packed a moment ago. */
const unpacked = new WeakMap<PackedView, OpenListView>();

/** The view with its rows as one text, for the way to the browser: the framework would look at each of a thousand values. */
export function packView(view: OpenListView): PackedView {
  const packed = { ...view, rows: packRows(view.rows) };
  unpacked.set(packed, view);
  return packed;
}

export function unpackView(packed: PackedView): OpenListView {
  return unpacked.get(packed) ?? { ...packed, rows: unpackRows(packed.rows) };
}

type PackedRow = [
  id: string,
  number: string,
  summary: string,
  issuedOn: string,
  dueOn: string,
  totalMinor: string,
  paidMinor: string,
  inFlightMinor: string,
  dueMinor: string,
  ticked: boolean,
];

export function packRows(rows: readonly OpenInvoice[]): string {
  return JSON.stringify(
    rows.map((row): PackedRow => [
      row.id,
      row.number,
      row.summary,
      row.issuedOn,
      row.dueOn,
      row.totalMinor.toString(),
      row.paidMinor.toString(),
      row.inFlightMinor.toString(),
      row.dueMinor.toString(),
      row.ticked,
    ]),
  );
}

export function unpackRows(packed: string): OpenInvoice[] {
  return (JSON.parse(packed) as PackedRow[]).map(
    ([id, number, summary, issuedOn, dueOn, totalMinor, paidMinor, inFlightMinor, dueMinor, ticked]) => ({
      id,
      number,
      summary,
      issuedOn,
      dueOn,
      totalMinor: BigInt(totalMinor),
      paidMinor: BigInt(paidMinor),
      inFlightMinor: BigInt(inFlightMinor),
      dueMinor: BigInt(dueMinor),
      ticked,
    }),
  );
}
