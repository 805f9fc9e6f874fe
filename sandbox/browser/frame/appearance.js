const THEMES = {
  stripe: { colorPrimary: '#0570de', colorBackground: '#ffffff', colorText: '#30313d', colorDanger: '#c5183b' },
  night: { colorPrimary: '#85d996', colorBackground: '#30313d', colorText: '#ffffff', colorDanger: '#fe87a1' },
};
const SAME = {
  borderRadius: '5px',
  fontFamily: 'system-ui, "Segoe UI", Roboto, sans-serif',
  fontSizeBase: '16px',
  spacingUnit: '4px',
};

/** The page's wishes become CSS variables; what it leaves open comes from the theme. */
export function applyAppearance(appearance = {}) {
  const theme = appearance.theme === 'night' ? 'night' : 'stripe';
  const values = { ...SAME, ...THEMES[theme], ...appearance.variables };
  for (const [name, value] of Object.entries(values))
    document.documentElement.style.setProperty(`--${name}`, String(value));
  document.documentElement.dataset.theme = theme;
  document.documentElement.dataset.labels = appearance.labels === 'floating' ? 'floating' : 'above';
}

/** Fonts as the vendor's library takes them: a stylesheet's address, or a family with its source. */
export function applyFonts(fonts = []) {
  for (const font of fonts) {
    if (font.cssSrc) {
      const link = document.createElement('link');
      link.rel = 'stylesheet';
      link.href = font.cssSrc;
      document.head.append(link);
    } else if (font.family && font.src) {
      const face = new FontFace(font.family, font.src, {
        weight: font.weight ?? '400',
        style: font.style ?? 'normal',
        display: 'swap',
      });
      document.fonts.add(face);
      face.load().catch(() => document.fonts.delete(face));
    }
  }
}
