import QRCode from 'qrcode';

/**
 * A QR code as one SVG path in units of a module, for the screen and the PDF alike. `size` counts the
 * modules of a side, without the quiet zone of four that must stay white around it.
 */
export function qrPath(text: string): { size: number; path: string } {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const size = modules.size;
  let path = '';
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size;) {
      let width = 0;
      while (column + width < size && modules.get(row, column + width)) width++;
      if (width > 0) path += `M${column} ${row}h${width}v1h-${width}z`;
      column += Math.max(width, 1);
    }
  }
  return { size, path };
}
