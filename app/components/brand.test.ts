import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contrast, type Hex } from '~/lib/color';
import { brandCss, brandShades } from './brand';

const anyHex = fc.integer({ min: 0, max: 0xffffff }).map((n): Hex => `#${n.toString(16).padStart(6, '0')}`);

describe('the vendor’s brand in place of the green', () => {
  it('can be read on every ground, in both themes, whatever colour was picked', () => {
    fc.assert(
      fc.property(anyHex, (brand) => {
        const { light, dark } = brandShades(brand)!;
        for (const ground of ['#ffffff', '#faf9f6', light.soft, light.on] as Hex[])
          expect(contrast(light.green, ground)).toBeGreaterThanOrEqual(4.5);
        for (const ground of ['#171b20', '#0f1215', dark.soft, dark.on] as Hex[])
          expect(contrast(dark.green, ground)).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });

  it('is the very colour where that already can be read', () => {
    expect(brandShades('#0d6b4d')?.light.green).toBe('#0d6b4d');
    expect(brandShades('#83AEF5')?.dark.green).toBe('#83aef5');
  });

  it('is a darker shade of the same hue where not', () => {
    const yellow = brandShades('#ffd400')!.light.green;
    expect(contrast(yellow, '#ffffff')).toBeLessThan(6);
    expect(Number.parseInt(yellow.slice(1, 3), 16)).toBeGreaterThan(Number.parseInt(yellow.slice(5, 7), 16));
  });

  it('leaves the house green for no colour or for what is none', () => {
    for (const none of [null, '', 'red', '#12345', '#0d6b4d;}body{display:none']) expect(brandCss(none)).toBe('');
  });
});
