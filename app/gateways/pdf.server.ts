import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { buffer } from 'node:stream/consumers';
import * as fontkit from 'fontkit';
import PDFDocument from 'pdfkit';
import type { Language } from '~/lib/languages/language';

const LATIN = '@expo-google-fonts/noto-sans';
const ARABIC = '@expo-google-fonts/vazirmatn';
const FONTS = {
  regular: `${LATIN}/400Regular/NotoSans_400Regular.ttf`,
  semibold: `${LATIN}/600SemiBold/NotoSans_600SemiBold.ttf`,
  bold: `${LATIN}/700Bold/NotoSans_700Bold.ttf`,
  'arabic regular': `${ARABIC}/400Regular/Vazirmatn_400Regular.ttf`,
  'arabic semibold': `${ARABIC}/600SemiBold/Vazirmatn_600SemiBold.ttf`,
  'arabic bold': `${ARABIC}/700Bold/Vazirmatn_700Bold.ttf`,
};

/** Parsed once per process, when a document first writes in it: parsing a font costs five times as much as drawing a receipt. */
const fonts = new Map<keyof typeof FONTS, fontkit.Font>();

function loadFont(name: keyof typeof FONTS): fontkit.Font {
  const known = fonts.get(name);
  if (known) return known;
  const { resolve } = createRequire(import.meta.url);
  const font = fontkit.create(readFileSync(resolve(FONTS[name]))) as fontkit.Font;
  nameGlyphs(font);
  if (name.startsWith('arabic')) {
    nameForms(font);
    turnRound(font);
  }
  fonts.set(name, font);
  return font;
}

/**
 * Signs for letters joined and for forms of one letter, which are to be read as the letters themselves. Not those for "لا":
 * two letters in one glyph are turned round by what reads from right to left, and "الا" would be found as "اال".
 */
const FORMS = /[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufef4]/;

/**
 * Says of each glyph which character it is. A font remembers that from the first time it meets a glyph, for as long as
 * the process lives; and where it met the "U" only as a part of "Ü", all documents after that would have a "U" that can
 * be seen, but neither copied, searched for nor read out.
 */
function nameGlyphs(font: fontkit.Font): void {
  for (const codePoint of font.characterSet)
    if (!FORMS.test(String.fromCodePoint(codePoint))) font.glyphForCodePoint(codePoint);
}

/**
 * The same for the forms that Arabic letters have within words, which no character leads to: one met as a part of another
 * is named when it first stands for its letter. (It is always the same letter, which is why it is this font: others make
 * many letters of one glyph and of dots on it.)
 */
function nameForms(font: fontkit.Font): void {
  const getGlyph = font.getGlyph.bind(font);
  font.getGlyph = (id, codePoints = []) => {
    const glyph = getGlyph(id, codePoints);
    if (glyph.codePoints.length === 0) glyph.codePoints = codePoints;
    return glyph;
  };
}

/**
 * Whatever stands in this font runs from right to left, signs without letters too. Who writes has turned the brackets
 * round, so that they open to the left; copied and searched for, each is again the one that was meant.
 */
function turnRound(font: fontkit.Font): void {
  const layOut = font.layout.bind(font);
  font.layout = (text, features) => layOut(text, features, 'arab', undefined, 'rtl');
  for (const pair of ['()', '[]', '{}', '<>', '«»', '‹›']) {
    const [opening = 0, closing = 0] = [...pair].map((sign) => sign.codePointAt(0));
    font.glyphForCodePoint(opening).codePoints = [closing];
    font.glyphForCodePoint(closing).codePoints = [opening];
  }
}

class Paper extends PDFDocument {
  /** Our fonts by their names. */
  override font(src: PDFKit.Mixins.PDFFontSource, family?: string | number, size?: number): this {
    if (typeof src === 'string' && src in FONTS) {
      const font = loadFont(src as keyof typeof FONTS);
      this.registerFont(src, font as unknown as PDFKit.Mixins.PDFFontSource);
    }
    return super.font(src, family as string, size);
  }
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
 * `semibold` and `bold`, and the same with `arabic ` before them; all pages are kept until the end, so that it may go back and number them.
 */
export async function writePdf(info: PdfInfo, draw: (doc: PDFKit.PDFDocument) => Promise<void>): Promise<Buffer> {
  const doc = new Paper({
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
  await draw(doc);
  doc.end();
  return buffer(doc);
}
