export type ColorToken =
  'paper' | 'card' | 'ink' | 'second' | 'third' | 'line' | 'control' | 'green' | 'on-green' | 'red';

/**
 * The colours in force right now (theme, system, brand) as rgb() strings, for what cannot read our CSS
 * variables: fields in another origin's frame. Browser only.
 */
export function readColors(): Record<ColorToken, string> {
  const probe = document.createElement('i');
  probe.hidden = true;
  document.body.append(probe);
  const read = (token: ColorToken) => {
    probe.style.color = `var(--${token})`;
    return getComputedStyle(probe).color;
  };
  const tokens: ColorToken[] = [
    'paper',
    'card',
    'ink',
    'second',
    'third',
    'line',
    'control',
    'green',
    'on-green',
    'red',
  ];
  const colors = Object.fromEntries(tokens.map((token) => [token, read(token)])) as Record<ColorToken, string>;
  probe.remove();
  return colors;
}
