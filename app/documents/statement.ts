import { asOf, type Movement, type OpenItem, type Statement } from '~/domain/statements/statement';
import { KIND_LABELS } from '~/domain/statements/statement-query';
import {
  CREDIT_NOTE,
  IN_FLIGHT_NOTE,
  itemLines,
  periodWords,
  signedMoney,
  standingLines,
  sumLines,
  type FigureLine,
} from '~/domain/statements/statement-words';
import { formatDate, formatDue } from '~/lib/dates';
import { currencyName } from '~/lib/money';
import { drawLetterhead, drawPageMarks, type Sender } from './letterhead';
import { INK, INNER_WIDTH, paperColor, SHEET, tag, widthOf, wrap, writeLines, type Doc, type Struct } from './sheet';
import { drawTable, type Column, type TableShape } from './table';
import { drawTicket } from './ticket';
import { drawTotals, totalsHeight, type TotalLine } from './totals';

export type StatementPaper = {
  vendor: Sender & { brandColor: string | null };
  customer: { name: string; number: string; addressLines: string[]; taxId: string | null };
  statement: Statement;
};

const NOTE = { size: 8, leading: 11 };

/** Draws a statement: the balance on the ticket, every line of it below, and how it adds up at the end. */
export async function drawStatement(doc: Doc, { vendor, customer, statement }: StatementPaper): Promise<void> {
  const { query, currency, sums, listed, today } = statement;
  const money = (minor: bigint) => signedMoney(minor, currency);
  const root = doc.struct('Document');
  doc.addStructure(root);
  doc.addPage();
  const name = { kind: 'Statement', number: formatDate(query.to), dated: `Made on ${formatDate(today)}` };
  let y = drawLetterhead(doc, root, vendor, name, paperColor(vendor.brandColor));
  y = drawTicket(doc, root, y, {
    caption: 'Closing balance',
    amount: money(sums.closingMinor),
    note: `on ${formatDate(query.to)}, in ${currencyName(currency)}`,
    facts: [
      {
        label: 'Statement for',
        width: 195,
        lines: [
          customer.name,
          `Customer ${customer.number}`,
          ...customer.addressLines,
          customer.taxId ? `Tax ID ${customer.taxId}` : '',
        ],
      },
      { label: 'Period', width: 130, lines: [periodWords(query), KIND_LABELS[query.kind]] },
      {
        label: 'Where it stands now',
        width: 155,
        lines: standingLines(statement).map(({ label, minor }) => `${label} ${money(minor)}`),
      },
    ],
  });

  const figures = listed.kind === 'balance-forward' ? sumLines(statement) : itemLines(listed.itemSums);
  const total = (line: FigureLine): TotalLine => ({ label: line.label, amount: money(line.minor) });
  const totals = [...figures.map(total), { label: 'Closing balance', amount: money(sums.closingMinor), strong: true }];
  const notes = notesOf(statement, money).map((note) => wrap(doc, note, { width: INNER_WIDTH, size: NOTE.size }));
  const below = totalsHeight(totals) + 24 + notes.flat().length * NOTE.leading;
  const shape =
    listed.kind === 'balance-forward'
      ? movementTable(doc, statement, listed.movements, money)
      : itemTable(doc, listed.items, asOf(statement), money);
  y = await drawTable(doc, root, y, shape, below);
  y = drawTotals(doc, root, y + 9, totals);
  drawNotes(doc, root, y + 6, notes);
  drawPageMarks(doc, vendor.name, name);
  root.end();
}

function notesOf({ standing, sums }: Statement, money: (minor: bigint) => string): string[] {
  return [
    ...(standing && standing.inFlightMinor !== 0n ? [IN_FLIGHT_NOTE] : []),
    ...(sums.creditMinor !== 0n ? [`Credit on account: ${money(sums.creditMinor)}. ${CREDIT_NOTE}`] : []),
  ];
}

function drawNotes(doc: Doc, root: Struct, y: number, notes: string[][]): void {
  for (const lines of notes) {
    tag(doc, root, 'P', () =>
      writeLines(doc, lines, { x: SHEET.left, y, size: NOTE.size, color: INK.second }, NOTE.leading),
    );
    y += lines.length * NOTE.leading;
  }
}

const LOOK = { size: 8.5, rowHeight: 16, maxLines: 2 };

function movementTable(
  doc: Doc,
  { query, sums }: Statement,
  movements: readonly Movement[],
  money: (minor: bigint) => string,
): TableShape {
  const opening = [
    query.from === null ? '' : formatDate(query.from),
    'Opening balance',
    '',
    '',
    money(sums.openingMinor),
  ];
  const rows = movements.map(({ on, what, detail, amountMinor, balanceMinor }) => [
    formatDate(on),
    detail === null ? what : `${what} · ${detail}`,
    amountMinor > 0n ? money(amountMinor) : '',
    amountMinor < 0n ? money(-amountMinor) : '',
    money(balanceMinor),
  ]);
  return tableOf(doc, [opening, ...rows], ['Date', 'What', 'Charged', 'Paid or credited', 'Balance']);
}

function itemTable(doc: Doc, items: readonly OpenItem[], day: string, money: (minor: bigint) => string): TableShape {
  const rows = items.map((item) => [
    formatDate(item.dueOn),
    `${item.number} · ${item.summary} · ${formatDue(item.dueOn, day)}`,
    money(item.totalMinor),
    money(item.paidMinor + item.creditedMinor),
    money(item.dueMinor),
  ]);
  return tableOf(doc, rows, ['Due on', 'Invoice', 'Total', 'Paid or credited', 'Amount due']);
}

/** Five columns: a date, words that may wrap, and three amounts as wide as they must be. */
function tableOf(doc: Doc, rows: string[][], labels: [string, string, string, string, string]): TableShape {
  const widest = (at: number) => {
    const texts = [labels[at]!, ...rows.map((row) => row[at] ?? '')].sort((a, b) => b.length - a.length).slice(0, 40);
    return texts.reduce((most, text) => Math.max(most, widthOf(doc, text, LOOK.size, 'semibold')), 0);
  };
  const date: Column = { label: labels[0], width: 66, quiet: true };
  const amounts = [2, 3, 4].map((at): Column => {
    const last = at === 4;
    const width = Math.min(widest(at) + 16, 105);
    return { label: labels[at]!, width, align: 'right', ...(last ? { font: 'semibold' } : { quiet: true }) };
  });
  const rest = INNER_WIDTH - date.width - amounts.reduce((sum, column) => sum + column.width, 0);
  return { columns: [date, { label: labels[1], width: rest }, ...amounts], rows, wraps: 1, ...LOOK };
}
