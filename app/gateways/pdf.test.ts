import { expect, it } from 'vitest';
import { readPdf } from '~tests/support/read-pdf';
import { writePdf } from './pdf.server';

async function textOf(text: string): Promise<string[]> {
  const info = { title: text, author: 'Zyx', createdAt: new Date(0), language: 'de' } as const;
  const pdf = await writePdf(info, (doc) => {
    doc.addPage();
    for (const font of ['regular', 'semibold', 'bold']) doc.font(font).text(text, 0, 0, { lineBreak: false });
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
