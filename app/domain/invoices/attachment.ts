import type { Language } from '~/lib/languages/language';
import { fileSizes } from './attachment.words';

export const MAX_ATTACHMENTS = 5;
export const MAX_ATTACHMENT_BYTES = 5 * 1024 * 1024;

/** What may be attached, and how such a file begins: its name says nothing that can be relied upon. */
const KINDS = [
  { mediaType: 'application/pdf', begins: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { mediaType: 'image/png', begins: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { mediaType: 'image/jpeg', begins: [0xff, 0xd8, 0xff] },
] as const;

export const ATTACHMENT_TYPES = KINDS.map(({ mediaType }) => mediaType).join(',');

export type MediaType = (typeof KINDS)[number]['mediaType'];

/** What a file is, by its first bytes; null for what is not taken. */
export function mediaTypeOf(content: Uint8Array): MediaType | null {
  return KINDS.find(({ begins }) => begins.every((byte, at) => content[at] === byte))?.mediaType ?? null;
}

export type Attachment = { id: string; fileName: string; mediaType: MediaType; sizeBytes: number };

/** A name without folders, control signs and what reads backwards; never empty. */
export function plainFileName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  // eslint-disable-next-line no-control-regex -- control characters are what is taken out
  const plain = last.replaceAll(/[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '').trim();
  return plain.slice(-120) || 'file';
}

/** "1.4 MB", "12 kB". */
export function sizeWords(bytes: number, language: Language = 'en'): string {
  const say = fileSizes(language);
  if (bytes >= 1024 * 1024) return say('megabytes', { size: bytes / 1024 / 1024 });
  return say('kilobytes', { size: Math.max(1, Math.round(bytes / 1024)) });
}
