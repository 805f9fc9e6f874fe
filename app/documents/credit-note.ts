import type { CreditNoteSnapshot } from '~/domain/credits/credit-note-snapshot';
import { formatsOf } from '~/lib/languages/formats';
import { creditNoteWords } from './credit-note.words';
import { drawLetterhead, drawPageMarks } from './letterhead';
import { paperWords } from './paper.words';
import { partyLines } from './party-lines';
import { drawVerification, invoiceTable, QR, type Besides } from './receipt';
import { INK, INNER_WIDTH, paperColor, SHEET, tag, wrap, write, writeLines, type Doc, type Struct } from './sheet';
import { drawTable } from './table';
import { drawTicket } from './ticket';
import { drawTotals, totalsHeight, type TotalLine } from './totals';

/** Draws the credit note, from its snapshot alone, in the receipt's shape. */
export async function drawCreditNote(doc: Doc, note: CreditNoteSnapshot, besides: Besides): Promise<void> {
  const { logo, verifyUrl, language } = besides;
  const formats = formatsOf(language);
  const say = creditNoteWords(language);
  const sayAlike = paperWords(language);
  const money = (minor: string) => formats.money(BigInt(minor), note.currency);
  const root = doc.struct('Document');
  doc.addStructure(root);
  doc.addPage();
  const issuedOn = formats.date(note.issuedOn);
  const dated = say('issued', { date: issuedOn });
  const name = { kind: say('kind'), number: note.number, dated, language };
  const { vendor, invoice } = note;
  let y = drawLetterhead(doc, root, { ...vendor, logo }, name, paperColor(vendor.brandColor));
  y = drawTicket(doc, root, y, {
    caption: say('credited'),
    amount: money(note.totalMinor),
    note: say('on', { date: issuedOn }),
    facts: [
      { label: say('to'), width: 225, lines: partyLines(note.customer, language) },
      {
        label: say('kind'),
        width: 255,
        lines: [note.number, issuedOn, invoice ? say('forInvoice', { invoice: invoice.number }) : ''],
      },
    ],
  });
  y = drawReason(doc, root, y, { label: say('reason'), reason: note.reason });

  const totals: TotalLine[] = [
    ...(invoice && note.keptMinor !== '0'
      ? [{ label: say('off', { invoice: invoice.number }), amount: money(invoice.loweredMinor) }]
      : []),
    ...(note.keptMinor === '0' ? [] : [{ label: say('kept'), amount: money(note.keptMinor) }]),
    ...(note.taxMinor === '0' ? [] : [{ label: say('taxIncluded'), amount: money(note.taxMinor) }]),
    { label: say('total'), amount: money(note.totalMinor), strong: true },
  ];
  const below = Math.max(totalsHeight(totals), QR) + 18;
  if (invoice) {
    const row = [
      invoice.number,
      invoice.summary,
      money(invoice.totalMinor),
      money(invoice.loweredMinor),
      money(invoice.nowOpenMinor),
    ];
    const amounts = [sayAlike('invoiceTotal'), say('loweredBy'), sayAlike('stillOpen')];
    const labels = [sayAlike('invoice'), sayAlike('subject'), ...amounts];
    y = await drawTable(doc, root, y, invoiceTable(doc, [row], labels, SHEET.bottom - y - below), below);
  }
  drawTotals(doc, root, y + 9, totals);
  drawVerification(doc, root, y + 14, verifyUrl, {
    question: say('genuine'),
    code: say('code', { number: note.number }),
    language,
  });
  drawPageMarks(doc, vendor.name, name);
  root.end();
}

const PAD = 16;
const LINE = 12;

/** Why, in full: a reason has up to 500 characters. Returns where the next thing may start. */
function drawReason(doc: Doc, root: Struct, y: number, { label, reason }: { label: string; reason: string }): number {
  const x = SHEET.left + PAD;
  const lines = wrap(doc, reason, { width: INNER_WIDTH - 2 * PAD, size: 9, maxLines: 12 });
  tag(doc, root, 'P', () => write(doc, label, { x, y, size: 7.5, color: INK.third }));
  tag(doc, root, 'P', () => writeLines(doc, lines, { x, y: y + LINE, size: 9 }, LINE));
  return y + LINE * (lines.length + 1) + 14;
}
