import { describe, expect, it } from 'vitest';
import { PAPERS } from '~tests/support/papers';
import { readPdf } from '~tests/support/read-pdf';
import { receiptLines } from '~/domain/receipts/receipt-lines.words';
import { refundLines } from '~/domain/refunds/refund-lines.words';
import { movementNames, movementTexts } from '~/domain/statements/movements.words';
import { statementLines } from '~/domain/statements/statement-lines.words';
import { writePdf } from '~/gateways/pdf.server';
import { formatDue } from '~/lib/dates';
import { LANGUAGES, type Language } from '~/lib/languages/language';
import type { Texts } from '~/lib/languages/words';
import { creditNoteWords } from './credit-note.words';
import { invoiceWords } from './invoice.words';
import { paperWords } from './paper.words';
import { receiptWords } from './receipt.words';
import { refundWords } from './refund.words';
import { SHEET, type Doc } from './sheet';
import { statementWords } from './statement.words';

const LISTS = [
  ...[paperWords, receiptWords, refundWords, creditNoteWords, invoiceWords, statementWords],
  ...[receiptLines, refundLines, statementLines, movementNames, movementTexts],
];
const TEXTS: Texts[] = LISTS.flatMap(({ list }) => Object.values(list));

/** Less than this between two texts on one line, and they read as one. */
const GAP = 5;

type Box = { page: object; text: string; left: number; right: number; top: number; bottom: number };

/** Draws a document, and notes where each line of its texts stands, in however many pieces it is drawn. */
async function draw(name: string, language: Language) {
  const boxes: Box[] = [];
  const info = { title: `„${name}“ (ü)`, author: 'Zyx', createdAt: new Date('2026-09-30T12:00:00Z'), language };
  const pdf = await writePdf(info, async (doc) => {
    const write = doc.text.bind(doc) as (text: string, x: number, y: number, options: object) => Doc;
    const fill = doc.fillColor.bind(doc);
    let line: (Box & { y: number }) | null = null;
    // Each text begins with its colour.
    doc.fillColor = (color) => {
      line = null;
      return fill(color);
    };
    doc.text = ((text: string, x: number, y: number, options: object) => {
      const arabic = /\p{Script=Arabic}/u.test(text);
      const size = doc.currentLineHeight() / (arabic ? 1.5625 : 1.362);
      const space = doc.widthOfString(text) - doc.widthOfString(text.trimEnd());
      const left = arabic ? x + space : x;
      const right = x + doc.widthOfString(text) + GAP - (arabic ? 0 : space);
      if (line && Math.abs(line.y - y) < 2) {
        line.text += text;
        line.left = Math.min(line.left, left);
        line.right = Math.max(line.right, right);
      } else {
        // From the height of a small letter to the baseline: what stands above and below is less than a line apart.
        line = { page: doc.page, text, left, right, y, top: y + size * 0.55, bottom: y + size * 1.07 };
        boxes.push(line);
      }
      return write(text, x, y, options);
    }) as Doc['text'];
    await PAPERS[name]!(doc, language);
  });
  return { boxes, pdf: readPdf(pdf) };
}

/** What a text looks like once its values stand in it. Those that are nothing but values look like anything. */
function pattern(text: string): RegExp | null {
  if (text.includes('plural')) return /day late|days late/;
  const [first = '', ...rest] = text.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return [first, ...rest].join('').replace(/\W/g, '').length > 0
    ? new RegExp(`^${[first, ...rest].join('.+')}$`)
    : null;
}

const ENGLISH = TEXTS.map((texts) => ({ texts, pattern: pattern(texts.en) }));

describe.each(LANGUAGES)('in %s', (language) => {
  it.each(Object.keys(PAPERS))('%s: nothing is cut, and no text runs into another or off the page', async (name) => {
    const { boxes } = await draw(name, language);
    expect(boxes.length).toBeGreaterThan(20);
    const crossed = boxes.flatMap((one, at) =>
      boxes
        .slice(at + 1)
        .filter(
          (other) =>
            other.page === one.page &&
            one.left < other.right &&
            other.left < one.right &&
            one.top < other.bottom &&
            other.top < one.bottom,
        )
        .map((other) => [one.text, other.text]),
    );
    expect(crossed).toEqual([]);
    expect(boxes.filter(({ left, right }) => left < SHEET.left - 0.1 || right > SHEET.right + GAP + 0.1)).toEqual([]);
    // A vendor's name alone may be longer than its two lines.
    expect(boxes.filter(({ text }) => /…/.test(text) && !/^i+…|· i+…/.test(text))).toEqual([]);
  });

  it.each(Object.keys(PAPERS))('%s: is tagged, says which language it is in, and can write all of it', async (name) => {
    const { pdf } = await draw(name, language);
    expect(pdf).toMatchObject({ title: `„${name}“ (ü)`, language, tagged: true });
    expect(pdf.count('H1')).toBe(1);
    expect(pdf.count('Table')).toBe(name === 'refund of money that came outside' ? 0 : 1);
    // A sign that the font lacks is glyph 0, which stands for no text.
    expect(pdf.pages.flat().map(({ text }) => text)).not.toContainEqual(expect.stringMatching(/[\0\ufffd]/));
  });
});

it.each(LANGUAGES.filter((language) => language !== 'en'))('leaves no English over in %s', async (language) => {
  const own = new Set(TEXTS.map((texts) => texts[language]));
  const left: string[] = [];
  let said = 0;
  for (const name of Object.keys(PAPERS)) {
    const { boxes } = await draw(name, language);
    for (const part of boxes.flatMap(({ text }) => text.trim().split(' · '))) {
      said += 1;
      if (own.has(part)) continue;
      if (ENGLISH.some(({ texts, pattern }) => texts.en !== texts[language] && pattern?.test(part))) left.push(part);
    }
  }
  expect(said).toBeGreaterThan(500);
  expect(left).toEqual([]);
});

const WITH_ARABIC = [
  ...Object.keys(PAPERS).map((name) => [name, 'ar'] as const),
  ...LANGUAGES.map((language) => ['receipt of Arabic names', language] as const),
];

it.each(WITH_ARABIC)('%s in %s: Arabic words can be copied and searched for', async (name, language) => {
  const { boxes, pdf } = await draw(name, language);
  const wordsOf = (texts: string[]) => texts.flatMap((text) => text.match(/\p{Script=Arabic}+/gu) ?? []).sort();
  const words = wordsOf(boxes.map(({ text }) => text));
  expect(words.length).toBeGreaterThan(20);
  expect(wordsOf(pdf.pages.flat().map(({ text }) => text))).toEqual(words);
});

it('tells how far off a due date is as the pages do', async () => {
  const text = (await draw('open items', 'en')).boxes.map((box) => box.text).join(' ');
  for (const dueOn of ['2026-10-07', '2026-10-01', '2026-09-30', '2026-09-29', '2026-07-31', '2012-01-01'])
    expect(text.replaceAll(/ +/g, ' ')).toContain(formatDue(dueOn, '2026-09-30'));
});

it('says all that the lists hold, but for titles, drafts and what is read out of a picture', async () => {
  const all: string[] = [];
  for (const name of Object.keys(PAPERS)) all.push((await draw(name, 'en')).boxes.map(({ text }) => text).join(' '));
  const text = all.join('\n').replaceAll(/ +/g, ' ');
  const unsaid = TEXTS.map(({ en }) => en).filter((en) => {
    const parts = en.includes('plural') ? ['late'] : en.split(/\{\w+\}/);
    return parts.some((part) => !text.includes(part.trim()));
  });
  expect(unsaid).toEqual([
    'QR code: check that receipt {number} is genuine',
    'QR code: check that refund document {number} is genuine',
    'QR code: check that credit note {number} is genuine',
    'Draft',
    'Draft {number}',
    'Preview of an invoice',
    'draft',
    'Void of invoice',
  ]);
});
