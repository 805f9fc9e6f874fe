import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { buffer } from 'node:stream/consumers';
import * as fontkit from 'fontkit';
import PDFDocument from 'pdfkit';
import type { Language } from '~/lib/languages/language';

const FONTS = {
  regular: '400Regular/NotoSans_400Regular.ttf',
  semibold: '600SemiBold/NotoSans_600SemiBold.ttf',
  bold: '700Bold/NotoSans_700Bold.ttf',
};

/** Parsed once per process: parsing a font costs five times as much as drawing a receipt. */
let fonts: [name: string, font: fontkit.Font][] | undefined;

function loadFonts(): [string, fontkit.Font][] {
  const { resolve } = createRequire(import.meta.url);
  fonts ??= Object.entries(FONTS).map(([name, file]) => {
    const font = fontkit.create(readFileSync(resolve(`@expo-google-fonts/noto-sans/${file}`))) as fontkit.Font;
    nameGlyphs(font);
    return [name, font];
  });
  return fonts;
}

/** Those that are written as the letters they join. */
const LIGATURES = /[\ufb00-\ufb06]/;

/**
 * Says of each glyph which character it is. A font remembers that from the first time it meets a glyph, for as long as
 * the process lives; and where it met the "U" only as a part of "Ü", all documents after that would have a "U" that can
 * be seen, but neither copied, searched for nor read out.
 */
function nameGlyphs(font: fontkit.Font): void {
  for (const codePoint of font.characterSet)
    if (!LIGATURES.test(String.fromCodePoint(codePoint))) font.glyphForCodePoint(codePoint);
}

export type PdfInfo = {
  title: string;
  author: string;
  /** Stands in the file as its date, so that the same document comes out the same, byte for byte. */
  createdAt: Date;
  /** In which a screen reader reads it out. */
  language: Language;
};

/**
 * Makes a tagged PDF/UA file. `draw` gets an empty document without pages, with the fonts `regular`,
 * `semibold` and `bold`; all pages are kept until the end, so that it may go back and number them.
 */
export async function writePdf(info: PdfInfo, draw: (doc: PDFKit.PDFDocument) => Promise<void>): Promise<Buffer> {
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    pdfVersion: '1.7',
    // Its types know the name as PDF/UA-1 only.
    subset: 'PDF/UA' as PDFKit.Mixins.PDFSubsets,
    tagged: true,
    lang: info.language,
    displayTitle: true,
    info: {
      Title: info.title,
      Author: info.author,
      Creator: 'Quittance',
      Producer: 'Quittance',
      CreationDate: info.createdAt,
      ModDate: info.createdAt,
    },
  });
  for (const [name, font] of loadFonts()) doc.registerFont(name, font as unknown as PDFKit.Mixins.PDFFontSource);
  await draw(doc);
  doc.end();
  return buffer(doc);
}
