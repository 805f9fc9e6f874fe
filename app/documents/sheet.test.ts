import { expect, it } from 'vitest';
import { readPdf } from '~tests/support/read-pdf';
import { writePdf } from '~/gateways/pdf.server';
import { formatsOf } from '~/lib/languages/formats';
import type { Language } from '~/lib/languages/language';
import { lineOf, runsOf, sideBySide } from './line';
import { placeFigures, SHEET, widthOf, wrap, write, writeLines, type Doc } from './sheet';

async function drawn(language: Language, draw: (doc: Doc) => void) {
  const info = { title: 'Zyx', author: 'Zyx', createdAt: new Date(0), language };
  const pdf = await writePdf(info, (doc) => {
    doc.addPage();
    draw(doc);
    return Promise.resolve();
  });
  return readPdf(pdf).pages.flat();
}

const PLACE = { x: SHEET.left, y: 100, size: 10 };

/** What an eye meets from left to right, piece by piece; what stands in a piece, as it is read. */
async function fromLeft(text: string, language: Language): Promise<string[]> {
  const pieces = await drawn(language, (doc) => write(doc, text, PLACE));
  return pieces.map((piece) => piece.text.trim()).filter((piece) => piece !== '');
}

it('writes an Arabic name from right to left, whatever the language of the document', async () => {
  for (const language of ['en', 'ar'] as const) {
    expect(await fromLeft('شركة الخليج للاستضافة', language)).toEqual(['للاستضافة', 'الخليج', 'شركة']);
    expect(await fromLeft('مؤسسة الأمل (فرع جدة) Ltd. 12', language)).toEqual([
      ...['Ltd. 12', 'جدة)', '(فرع', 'الأمل', 'مؤسسة'],
    ]);
  }
});

it('joins the letters of a word, and turns the brackets around it', async () => {
  await drawn('en', (doc) => expect(widthOf(doc, 'ببب', 10)).toBeLessThan(widthOf(doc, 'ب', 10) * 2));
  expect(runsOf(lineOf('(سنوي)', 'ltr'))).toEqual([{ text: ')سنوي(', arabic: true, at: 0 }]);
});

it('leaves Latin names, numbers and addresses as they are among Arabic words', async () => {
  expect(await fromLeft('فاتورة INV-2026-7 في 30 سبتمبر', 'ar')).toEqual([
    'سبتمبر',
    '30',
    'في',
    'INV-2026-7',
    'فاتورة',
  ]);
  expect(await fromLeft('راسل ada@fghjk.example اليوم', 'ar')).toEqual(['اليوم', 'ada@fghjk.example', 'راسل']);
  expect(await fromLeft('Fghjk Ltd.', 'ar')).toEqual(['Fghjk Ltd.']);
  expect(await fromLeft('رقم ٤٥٦/٢٠٢٦ و۱۲۳', 'ar')).toEqual(['۱۲۳', 'و', '٤٥٦', '/', '٢٠٢٦', 'رقم']);
});

it('heeds the signs that set a value apart, and draws none of them', async () => {
  expect(await fromLeft('العميل \u2068Fghjk (Qqq) Ltd.\u2069، الرياض', 'ar')).toEqual([
    ...['الرياض', '،', 'Fghjk (Qqq) Ltd.', 'العميل'],
  ]);
  expect(await fromLeft('العميل Fghjk (Qqq) Ltd.، الرياض', 'ar')).not.toContain('Fghjk (Qqq) Ltd.');
  expect(await fromLeft(sideBySide(['INV-7', 'خدمة', '3 days late']), 'en')).toEqual([
    ...['INV-7', '·', 'خدمة', '·', '3 days late'],
  ]);
  expect(await fromLeft(sideBySide(['INV-7', 'Zyx Ltd.', 'غدًا']), 'ar')).toEqual([
    ...['غدًا', '·', 'Zyx Ltd.', '·', 'INV-7'],
  ]);
  expect(lineOf('العميل \u2068Fghjk\u2069 \u200fQqq', 'rtl').text).toBe('العميل Fghjk Qqq');
  // They change nothing where nothing runs from right to left.
  expect(await fromLeft('100\u200f-\u2068200\u2069', 'en')).toEqual(['100-200']);
});

it('writes amounts with the minus on the left of the figures, and the sign of the currency beyond them', async () => {
  const { money } = formatsOf('ar');
  expect(await fromLeft(money(-123456n, 'USD'), 'ar')).toEqual(['US$', '-1,234.56']);
  expect(await fromLeft(money(1234567n, 'KWD'), 'ar')).toEqual(['د.ك.', '1,234.567']);
  expect(await fromLeft(money(1234n, 'JPY'), 'ar')).toEqual(['JP¥', '1,234']);
});

it('reads letters that are stored in the forms they have within words as those letters', () => {
  expect(lineOf('ﺷﺮﻛﺔ ﻻ', 'ltr').text).toBe('شركة لا');
});

it('breaks lines in the order in which they are read, and a value that goes over two stays one', async () => {
  const pieces = await drawn('ar', (doc) => {
    const lines = wrap(doc, 'صدرت الفاتورة إلى \u2068Fghjk Qqq Trading Company Ltd.\u2069 في الرياض', {
      width: 145,
      size: 10,
    });
    expect(lines.map(({ text }) => text)).toEqual(['صدرت الفاتورة إلى Fghjk Qqq', 'Trading Company Ltd. في', 'الرياض']);
    writeLines(doc, lines, PLACE, 20);
  });
  const texts = pieces.map(({ text }) => text.trim()).filter((text) => text !== '');
  expect(texts).toEqual([...['Fghjk Qqq', 'إلى', 'الفاتورة', 'صدرت'], ...['في', 'Trading Company Ltd.', 'الرياض']]);
});

it('cuts what is too long at the end of the line that is read last', async () => {
  const cut = (text: string, width: number) => fromLeftOf((doc) => wrap(doc, text, { width, size: 10, maxLines: 1 }));
  expect(await cut('خدمات الاستضافة والدعم', 60)).toEqual(['الاس…', 'خدمات']);
  expect(await cut('خدمات Microsoft', 60)).toEqual(['Micr…', 'خدمات']);
});

async function fromLeftOf(lines: (doc: Doc) => ReturnType<typeof wrap>): Promise<string[]> {
  const pieces = await drawn('ar', (doc) => writeLines(doc, lines(doc), PLACE, 20));
  return pieces.map(({ text }) => text.trim()).filter((text) => text !== '');
}

it('mirrors the sheet of a language from right to left, but keeps the last places of figures below each other', async () => {
  const edges = async (language: Language, align: 'left' | 'right') => {
    let width = 0;
    const [piece] = await drawn(language, (doc) => {
      width = widthOf(doc, 'Zyx', 10);
      write(doc, 'Zyx', { ...PLACE, x: align === 'left' ? SHEET.left : SHEET.right, align });
    });
    return [piece!.x, piece!.x + width].map((x) => Math.round(x));
  };
  const [left, right] = [Math.round(SHEET.left), Math.round(SHEET.right)];
  expect((await edges('en', 'left'))[0]).toBe(left);
  expect((await edges('ar', 'left'))[1]).toBe(right);
  expect((await edges('en', 'right'))[1]).toBe(right);
  expect((await edges('ar', 'right'))[0]).toBe(left);
  await drawn('ar', (doc) =>
    expect(placeFigures(doc, SHEET.right, () => 50)).toEqual({ x: SHEET.right - 50, align: 'left' }),
  );
  await drawn('en', (doc) =>
    expect(placeFigures(doc, SHEET.right, () => 50)).toEqual({ x: SHEET.right, align: 'right' }),
  );
});
