import QRCode from 'qrcode';
import { expect, it } from 'vitest';
import { qrPath } from './qr';

it('covers exactly the dark modules', () => {
  const url = `https://pay.northwind.example/verify/${'a1B2-_'.repeat(18)}`;
  const { size, path } = qrPath(url);
  const dark = new Set<string>();
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
    for (let at = 0; at < Number(width); at++) dark.add(`${Number(x) + at},${y}`);
  }
  const { modules } = QRCode.create(url, { errorCorrectionLevel: 'M' });
  const expected = [];
  for (let y = 0; y < size; y++) for (let x = 0; x < size; x++) if (modules.get(y, x)) expected.push(`${x},${y}`);
  expect([...dark].sort()).toEqual(expected.sort());
});
