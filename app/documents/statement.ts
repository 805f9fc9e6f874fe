import { asOf, type Movement, type OpenItem, type Statement } from '~/domain/statements/statement';
import {
  balanceNotes,
  itemLines,
  kindName,
  periodWords,
  signedMoney,
  standingLines,
  sumLines,
  type FigureLine,
} from '~/domain/statements/statement-words';
import { formatDue } from '~/lib/dates';
import { formatsOf } from '~/lib/languages/formats';
import { localeOf, type Language } from '~/lib/languages/language';
import { currencyName } from '~/lib/money';
import { drawLetterhead, drawPageMarks, type Sender } from './letterhead';
import { apart, sideBySide, type Line } from './line';
import { paperWords } from './paper.words';
import { partyLines, type Party } from './party-lines';
import { INK, INNER_WIDTH, paperColor, SHEET, tag, widthOf, wrap, writeLines, type Doc, type Struct } from './sheet';
import { statementWords } from './statement.words';
import { drawTable, type Column, type TableShape } from './table';
import { drawTicket } from './ticket';
import { drawTotals, totalsHeight, type TotalLine } from './totals';

export type StatementPaper = {
  vendor: Sender & { brandColor: string | null };
  customer: Party;
  statement: Statement;
};

const NOTE = { size: 8, leading: 11 };

/** Draws a statement: the balance on the ticket, every line of it below, and how it adds up at the end. */
export async function drawStatement(doc: Doc, paper: StatementPaper, language: Language): Promise<void> {
  const { vendor, customer, statement } = paper;
  const { query, currency, sums, listed, today } = statement;
  const { date } = formatsOf(language);
  const say = statementWords(language);
  const money = (minor: bigint) => signedMoney(minor, currency, language);
  const root = doc.struct('Document');
  doc.addStructure(root);
  doc.addPage();
  const dated = say('made', { date: date(today) });
  const name = { kind: say('kind'), number: date(query.to), dated, language };
  let y = drawLetterhead(doc, root, vendor, name, paperColor(vendor.brandColor));
  y = drawTicket(doc, root, y, {
    caption: say('closing'),
    amount: money(sums.closingMinor),
    note: say('closingOn', { date: date(query.to), currency: currencyName(currency, localeOf(language)) }),
    facts: [
      { label: say('statementFor'), width: 195, lines: partyLines(customer, language) },
      { label: say('period'), width: 130, lines: [periodWords(query, language), kindName(query.kind, language)] },
      {
        label: say('standing'),
        width: 155,
        lines: standingLines(statement, language).map(({ label, minor }) => `${label} ${apart(money(minor))}`),
      },
    ],
  });

  const figures =
    listed.kind === 'balance-forward' ? sumLines(statement, language) : itemLines(listed.itemSums, language);
  const total = (line: FigureLine): TotalLine => ({ label: line.label, amount: money(line.minor) });
  const totals = [...figures.map(total), { label: say('closing'), amount: money(sums.closingMinor), strong: true }];
  const { inFlight, credit } = balanceNotes(statement, language);
  const notes = [inFlight, credit].flatMap((note) =>
    note === null ? [] : [wrap(doc, note, { width: INNER_WIDTH, size: NOTE.size })],
  );
  const below = totalsHeight(totals) + 24 + notes.flat().length * NOTE.leading;
  const shape =
    listed.kind === 'balance-forward'
      ? movementTable(doc, statement, listed.movements, language)
      : itemTable(doc, statement, listed.items, language);
  y = await drawTable(doc, root, y, shape, below);
  y = drawTotals(doc, root, y + 9, totals);
  drawNotes(doc, root, y + 6, notes);
  drawPageMarks(doc, vendor.name, name);
  root.end();
}

function drawNotes(doc: Doc, root: Struct, y: number, notes: Line[][]): void {
  for (const lines of notes) {
    tag(doc, root, 'P', () =>
      writeLines(doc, lines, { x: SHEET.left, y, size: NOTE.size, color: INK.second }, NOTE.leading),
    );
    y += lines.length * NOTE.leading;
  }
}

const LOOK = { size: 8.5, rowHeight: 16, maxLines: 4 };

function movementTable(
  doc: Doc,
  { query, sums, currency }: Statement,
  movements: readonly Movement[],
  language: Language,
): TableShape {
  const { date } = formatsOf(language);
  const say = statementWords(language);
  const money = (minor: bigint) => signedMoney(minor, currency, language);
  const from = query.from === null ? '' : date(query.from);
  const opening = [from, say('opening'), '', '', money(sums.openingMinor)];
  const rows = movements.map(({ on, what, detail, amountMinor, balanceMinor }) => [
    date(on),
    sideBySide([what, ...(detail?.split(' · ') ?? [])]),
    amountMinor > 0n ? money(amountMinor) : '',
    amountMinor < 0n ? money(-amountMinor) : '',
    money(balanceMinor),
  ]);
  const labels = [say('date'), say('what'), say('charged'), say('settled'), say('balance')];
  return tableOf(doc, [opening, ...rows], labels);
}

function itemTable(doc: Doc, statement: Statement, items: readonly OpenItem[], language: Language): TableShape {
  const { date } = formatsOf(language);
  const say = statementWords(language);
  const sayAlike = paperWords(language);
  const money = (minor: bigint) => signedMoney(minor, statement.currency, language);
  const day = asOf(statement);
  const rows = items.map((item) => [
    date(item.dueOn),
    sideBySide([item.number, item.summary, formatDue(item.dueOn, day, language)]),
    money(item.totalMinor),
    money(item.paidMinor + item.creditedMinor),
    money(item.dueMinor),
  ]);
  const labels = [say('dueOn'), sayAlike('invoice'), say('total'), say('settled'), sayAlike('amountDue')];
  return tableOf(doc, rows, labels);
}

/** Five columns: a date, words that may wrap, and three amounts as wide as they must be. */
function tableOf(doc: Doc, rows: string[][], labels: string[]): TableShape {
  const widest = (at: number) => {
    const texts = [labels[at]!, ...rows.map((row) => row[at] ?? '')].sort((a, b) => b.length - a.length).slice(0, 40);
    return texts.reduce((most, text) => Math.max(most, widthOf(doc, text, LOOK.size, 'semibold')), 0);
  };
  const date: Column = { label: labels[0]!, width: Math.max(widest(0) + 10, 66), quiet: true };
  const amounts = [2, 3, 4].map((at): Column => {
    const last = at === 4;
    const width = Math.min(widest(at) + 16, 105);
    return { label: labels[at]!, width, align: 'right', ...(last ? { font: 'semibold' } : { quiet: true }) };
  });
  const rest = INNER_WIDTH - date.width - amounts.reduce((sum, column) => sum + column.width, 0);
  return { columns: [date, { label: labels[1]!, width: rest }, ...amounts], rows, wraps: 1, ...LOOK };
}
