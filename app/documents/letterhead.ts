import { readPicture } from '~/domain/vendors/logo';
import type { Language } from '~/lib/languages/language';
import { apart, sideBySide } from './line';
import { paperWords } from './paper.words';
import { across, decorate, INK, SHEET, tag, widthOf, wrap, write, writeLines, type Doc, type Struct } from './sheet';

export type Sender = {
  name: string;
  legalName: string;
  addressLines: string[];
  taxId: string | null;
  logo?: Uint8Array | null;
};
/** What a document is called, and in which language. */
export type DocumentName = { kind: string; number: string; dated: string; language: Language };

/** As high as this; a wide one takes up to three times its height. */
const LOGO = 30;
const SMALL = 8;
const LINE = 11;

/** The top of the first page: who sends it on the left, what it is on the right. Returns where the next thing may start. */
export function drawLetterhead(doc: Doc, root: Struct, sender: Sender, name: DocumentName, color: string): number {
  const { top, left, right } = SHEET;
  const logo = logoSize(sender.logo);
  const nameLeft = left + (logo?.width ?? LOGO) + 10;
  const numberWidth = Math.max(widthOf(doc, name.number, 13, 'semibold'), 90);
  const nameLines = wrap(doc, sender.name, {
    width: right - numberWidth - 24 - nameLeft,
    size: 15,
    font: 'bold',
    maxLines: 2,
  });

  decorate(doc, () => {
    if (logo) {
      doc.image(logo.content, across(doc, left, logo.width), top, { width: logo.width, height: logo.height });
      return;
    }
    doc.roundedRect(across(doc, left, LOGO), top, LOGO, LOGO, 7).fill(color);
    const initial = [...sender.name.trim()][0]?.toUpperCase() ?? '';
    write(doc, initial, {
      x: left + (LOGO - widthOf(doc, initial, 15, 'bold')) / 2,
      y: top + 4.5,
      size: 15,
      font: 'bold',
      color: '#ffffff',
    });
  });
  tag(doc, root, 'P', () => writeLines(doc, nameLines, { x: nameLeft, y: top + 4, size: 15, font: 'bold' }, 19));

  let y = top + Math.max(LOGO, nameLines.length * 19) + 8;
  const address = sender.addressLines.filter(Boolean).join(' · ');
  const about = [
    sender.legalName === sender.name ? '' : sender.legalName,
    address,
    sender.taxId ? paperWords(name.language)('taxId', { number: sender.taxId }) : '',
  ];
  for (const text of about.filter(Boolean)) {
    const lines = wrap(doc, text, { width: 330, size: SMALL, maxLines: 3 });
    tag(doc, root, 'P', () => writeLines(doc, lines, { x: left, y, size: SMALL, color: INK.second }, LINE));
    y += lines.length * LINE;
  }

  const kind = { x: right, size: 9, color: INK.second, align: 'right' } as const;
  const drawName = () => {
    write(doc, name.kind, { ...kind, y: top });
    write(doc, name.number, { x: right, y: top + 12, size: 13, font: 'semibold', align: 'right' });
  };
  tag(doc, root, 'H1', drawName, { actual: `${name.kind} ${name.number}` });
  tag(doc, root, 'P', () => write(doc, name.dated, { ...kind, y: top + 32, size: SMALL }));
  return Math.max(y, top + 48) + 8;
}

function logoSize(content: Uint8Array | null | undefined) {
  const picture = content ? readPicture(content) : null;
  if (!content || !picture) return null;
  const scale = Math.min(LOGO / picture.height, (LOGO * 3) / picture.width);
  return { content: Buffer.from(content), width: picture.width * scale, height: picture.height * scale };
}

/** "Receipt R-2026-000031 · Northwind Hosting" on top of the pages that follow, and "Page 2 of 3" below all. */
export function drawPageMarks(doc: Doc, senderName: string, name: DocumentName): void {
  const say = paperWords(name.language);
  const { count } = doc.bufferedPageRange();
  const what = sideBySide([`${name.kind} ${apart(name.number)}`, senderName]);
  const about = wrap(doc, what, { width: 400, size: SMALL, maxLines: 1 });
  for (let page = 0; page < count; page++) {
    doc.switchToPage(page);
    decorate(
      doc,
      () => {
        const below = { y: SHEET.bottom + 8, size: 7.5, color: INK.third };
        writeLines(doc, about, { ...below, x: SHEET.left }, 0);
        write(doc, say('page', { page: page + 1, count }), { ...below, x: SHEET.right, align: 'right' });
      },
      'Pagination',
    );
  }
}
