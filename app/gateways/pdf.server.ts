import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { buffer } from 'node:stream/consumers';
import * as fontkit from 'fontkit';
import PDFDocument from 'pdfkit';

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
    return [name, fontkit.create(readFileSync(resolve(`@expo-google-fonts/noto-sans/${file}`))) as fontkit.Font];
  });
  return fonts;
}

export type PdfInfo = {
  title: string;
  author: string;
  /** Stands in the file as its date, so that the same document comes out the same, byte for byte. */
  createdAt: Date;
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
    lang: 'en',
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
