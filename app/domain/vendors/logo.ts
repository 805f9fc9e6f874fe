export const LOGO_MOST_BYTES = 262_144;
/** A side: small files can unpack to pictures that fill the memory. */
export const LOGO_MOST_PIXELS = 1_000;

export type Picture = { type: 'image/png' | 'image/jpeg'; width: number; height: number };

/**
 * What a picture is by its own bytes, whatever its name says. Null: none that every browser, mail program and PDF
 * shows. An SVG may hold scripts. Sources: PNG specification, 5.2 and 11.2.2; ITU T.81 (JPEG), B.2.2.
 */
export function readPicture(content: Uint8Array): Picture | null {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  return readPng(view) ?? readJpeg(view);
}

function readPng(view: DataView): Picture | null {
  if (view.byteLength < 33 || view.getBigUint64(0) !== 0x89504e470d0a1a0an || view.getUint32(12) !== 0x49484452)
    return null;
  return { type: 'image/png', width: view.getUint32(16), height: view.getUint32(20) };
}

/** From segment to segment until the one that starts a frame, which tells the size. */
function readJpeg(view: DataView): Picture | null {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return null;
  for (let at = 2; at + 10 <= view.byteLength; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint16(at);
    if (marker >> 8 !== 0xff || view.getUint16(at + 2) < 2) return null;
    const startsFrame = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
    if (startsFrame) {
      const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)];
      // Grey, colours, or colours for print: no PDF knows others.
      return [1, 3, 4].includes(view.getUint8(at + 9)) ? { type: 'image/jpeg', width, height } : null;
    }
  }
  return null;
}

export type LogoRefusal = 'too-large' | 'not-a-picture';

export function logoWords(refusal: LogoRefusal): string {
  return refusal === 'too-large'
    ? 'The picture is larger than 256 kB, or than 1,000 pixels a side. Save it smaller; 256 pixels a side are plenty.'
    : 'That is no PNG or JPEG picture, or an interlaced or damaged one. Save it anew.';
}
