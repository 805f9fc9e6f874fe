import { generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signedBy } from './ed25519.server';

const { privateKey } = generateKeyPairSync('ed25519');
const isOurs = signedBy(privateKey);
const signed = (text: string) => sign(null, Buffer.from(text), privateKey);

describe('a signature, for whoever holds the key', () => {
  it('is known for any text, short, long or in any script', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => isOurs(text, signed(text))));
    const long = 'a receipt of a thousand lines '.repeat(10_000);
    expect(isOurs(long, signed(long))).toBe(true);
    expect(isOurs('', signed(''))).toBe(true);
  });

  it('fits no other text', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (text, other) => text === other || !isOurs(other, signed(text))));
  });

  it('is refused when any bit of it is another, when it is cut, and when another key made it', () => {
    const text = 'R-2026-000001';
    const good = signed(text);
    for (let bit = 0; bit < good.length * 8; bit += 1) {
      const bad = Buffer.from(good);
      bad[bit >> 3] = bad[bit >> 3]! ^ (1 << (bit & 7));
      expect(isOurs(text, bad)).toBe(false);
    }
    expect(isOurs(text, good.subarray(0, 63))).toBe(false);
    expect(isOurs(text, Buffer.alloc(0))).toBe(false);
    expect(isOurs(text, sign(null, Buffer.from(text), generateKeyPairSync('ed25519').privateKey))).toBe(false);
  });
});
