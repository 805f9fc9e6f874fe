/** Colours as a person picks them (#rrggbb) and as an eye compares them (OKLab, WCAG contrast). */
export type Hex = `#${string}`;
type Triple = [number, number, number];

export function isHex(text: string): text is Hex {
  return /^#[0-9a-f]{6}$/i.test(text);
}

const toLinear = (c: number) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
const fromLinear = (c: number) => (c <= 0.0031308 ? c * 12.92 : 1.055 * c ** (1 / 2.4) - 0.055);

function linear(hex: Hex): Triple {
  const channel = (at: number) => toLinear(Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  return [channel(1), channel(3), channel(5)];
}

function hexOf(rgb: Triple): Hex {
  const channel = (c: number) =>
    Math.round(Math.min(1, Math.max(0, fromLinear(Math.max(0, c)))) * 255)
      .toString(16)
      .padStart(2, '0');
  return `#${rgb.map(channel).join('')}`;
}

/** WCAG 2 contrast ratio, 1 to 21. */
export function contrast(one: Hex, other: Hex): number {
  const luminance = ([r, g, b]: Triple) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
  const a = luminance(linear(one));
  const b = luminance(linear(other));
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function toOklab([r, g, b]: Triple): Triple {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function fromOklab([L, a, b]: Triple): Triple {
  const l = (L + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (L - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (L - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

/** `share` (0 to 1) of `other` in `one`, mixed as the eye sees it, so that the hue holds. */
export function mix(one: Hex, other: Hex, share: number): Hex {
  const a = toOklab(linear(one));
  const b = toOklab(linear(other));
  const between = (at: 0 | 1 | 2) => a[at] + (b[at] - a[at]) * share;
  return hexOf(fromOklab([between(0), between(1), between(2)]));
}

/** The same hue at another lightness (0 black to 1 white), as colourful as a screen can show it there. */
export function atLightness(hex: Hex, lightness: number): Hex {
  const [, a, b] = toOklab(linear(hex));
  for (let chroma = 1; chroma > 0; chroma -= 0.02) {
    const rgb = fromOklab([lightness, a * chroma, b * chroma]);
    if (rgb.every((channel) => channel >= -0.0005 && channel <= 1.0005)) return hexOf(rgb);
  }
  return hexOf(fromOklab([lightness, 0, 0]));
}

export function lightnessOf(hex: Hex): number {
  return toOklab(linear(hex))[0];
}
