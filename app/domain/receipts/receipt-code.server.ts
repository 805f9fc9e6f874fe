import { qrPath } from '~/documents/qr';
import type { LoadedReceipt } from './load-receipt.server';

/** The code that leads to the receipt's public check, to draw on a screen. */
export function receiptCode({ verifyUrl }: LoadedReceipt): { url: string; size: number; path: string } {
  return { url: verifyUrl, ...qrPath(verifyUrl) };
}
