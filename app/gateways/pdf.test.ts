import { expect, it } from 'vitest';
import { readPdf } from '~tests/support/read-pdf';
import { writePdf } from './pdf.server';

const LATIN = ['regular', 'semibold', 'bold'];
const ARABIC = LATIN.map((font) => `arabic ${font}`);

async function textOf(text: string, fonts = LATIN): Promise<string[]> {
  const info = { title: text, author: 'Zyx', createdAt: new Date(0), language: 'de' } as const;
  const pdf = await writePdf(info, (doc) => {
    doc.addPage();
    for (const font of fonts) doc.font(font).text(text, 0, 0, { lineBreak: false });
    return Promise.resolve();
  });
  return readPdf(pdf).pages.flatMap((runs) => runs.map((run) => run.text));
}

it('a letter met first as a part of another can be read in the documents that follow', async () => {
  expect(await textOf('ÄÖÜäöüßéèçñ')).toEqual(Array(3).fill('ÄÖÜäöüßéèçñ'));
  expect(await textOf('AOUaouecn')).toEqual(Array(3).fill('AOUaouecn'));
});

it('has every sign that the languages need, and joins letters that read as what they are', async () => {
  const signs = '¿¡«»„“”’–−…·•€°º£\u00a0\u202foffice Auflage';
  expect(await textOf(signs)).toEqual(Array(3).fill(signs));
});

it('so can a form of an Arabic letter, and two letters that are joined in one', async () => {
  expect(await textOf('الإججج', ARABIC)).toEqual(Array(3).fill('الإججج'));
  expect(await textOf('الاححح', ARABIC)).toEqual(Array(3).fill('الاححح'));
});

it('brackets that are turned round among Arabic letters read as those that were meant', async () => {
  expect(await textOf(')ب(', ARABIC)).toEqual(Array(3).fill('(ب)'));
});
