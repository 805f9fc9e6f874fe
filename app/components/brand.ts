import { atLightness, contrast, isHex, lightnessOf, mix, type Hex } from '~/lib/color';
import { invariant } from '~/lib/invariant';

export type Shades = { green: Hex; soft: Hex; on: Hex };

/** WCAG AA for text; the brand colour is used as text, and as the ground of a button's words. */
const ENOUGH = 4.5;
const LIGHT = {
  grounds: ['#ffffff', '#faf9f6'],
  towards: 0,
  soft: (brand: Hex) => mix(brand, '#ffffff', 0.9),
  on: '#ffffff',
} as const;
const DARK = {
  grounds: ['#171b20', '#0f1215'],
  towards: 1,
  soft: (brand: Hex) => mix(brand, '#171b20', 0.8),
  on: '#0b1512',
} as const;

/**
 * What stands for the house green at this vendor: the brand colour itself where it can be read on every
 * ground it meets, else the nearest darker (light theme) or lighter (dark theme) shade that can.
 */
export function brandShades(brandColor: string | null): { light: Shades; dark: Shades } | null {
  if (!brandColor || !isHex(brandColor)) return null;
  return { light: readable(brandColor, LIGHT), dark: readable(brandColor, DARK) };
}

function readable(brand: Hex, theme: typeof LIGHT | typeof DARK): Shades {
  const soft = theme.soft(brand);
  const start = lightnessOf(brand);
  for (let step = 0; step <= 100; step++) {
    const green =
      step === 0 ? (brand.toLowerCase() as Hex) : atLightness(brand, start + ((theme.towards - start) * step) / 100);
    if ([...theme.grounds, soft, theme.on].every((ground) => contrast(green, ground) >= ENOUGH))
      return { green, soft, on: theme.on };
  }
  invariant(false, 'black on white and white on black can always be read');
}

/** The style sheet that puts a vendor's brand in place of the green. Built from checked colours only. */
export function brandCss(brandColor: string | null): string {
  const shades = brandShades(brandColor);
  if (!shades) return '';
  const { light, dark } = shades;
  return `:root{--green:light-dark(${light.green},${dark.green});--green-soft:light-dark(${light.soft},${dark.soft});--on-green:light-dark(${light.on},${dark.on})}`;
}
