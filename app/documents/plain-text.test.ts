import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainText } from './plain-text';

describe('plainText', () => {
  it('keeps names as people write them', () => {
    for (const name of [
      'Žilina & Łódź s.r.o.',
      'Ağaoğlu İnşaat',
      'O’Neill “North”',
      'Ελληνικά Αρχεία',
      'Кириллица',
      '東京',
      'شركة',
    ]) {
      expect(plainText(name)).toBe(name);
    }
  });

  it('takes out what would show another text than is stored', () => {
    expect(plainText('invoice\u202egpj.exe')).toBe('invoicegpj.exe');
    expect(plainText('\u2066A\u2069\u200b\u200fB\u0007C\u{e0041}')).toBe('ABC');
    expect(plainText('\u2068A\u2069\u202eB', '\u2068\u2069')).toBe('\u2068A\u2069B');
    expect(plainText('two\r\nlines\tand  more ')).toBe('two lines and more');
  });

  it('leaves no control or direction character, whatever comes in', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (text) => !/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u.test(plainText(text)),
      ),
    );
  });

  it('changes nothing the second time', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => plainText(plainText(text)) === plainText(text)));
  });
});
