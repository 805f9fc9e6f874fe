import type { Config } from 'tailwindcss';

const token = (name: string) => `var(--${name})`;

/** The look's tokens. Colours are CSS variables (app/app.css) so that dark mode and the vendor's brand change them in one place. */
export default {
  theme: {
    colors: {
      transparent: 'transparent',
      current: 'currentColor',
      paper: token('paper'),
      card: token('card'),
      ink: token('ink'),
      second: token('second'),
      third: token('third'),
      line: token('line'),
      faint: token('faint'),
      control: token('control'),
      neutral: token('neutral'),
      selected: token('selected'),
      green: {
        DEFAULT: token('green'),
        strong: token('green-strong'),
        soft: token('green-soft'),
        on: token('on-green'),
      },
      amber: { DEFAULT: token('amber'), soft: token('amber-soft') },
      red: { DEFAULT: token('red'), strong: token('red-strong'), soft: token('red-soft'), on: token('on-red') },
      bar: { DEFAULT: token('bar'), hover: token('bar-hover'), ink: token('bar-ink'), second: token('bar-second') },
      blue: { DEFAULT: token('blue'), soft: token('blue-soft') },
    },
    fontFamily: {
      // What Inter has no letters for, Arabic above all, comes from the reader's system.
      sans: [
        '"Inter Variable"',
        '"Noto Sans Arabic"',
        'ui-sans-serif',
        'system-ui',
        '"Segoe UI"',
        'Tahoma',
        'sans-serif',
      ],
      mono: ['ui-monospace', 'SFMono-Regular', 'Menlo', 'monospace'],
    },
    // 12, 13, 15, 16, 18, 26 and 38 px; in rem, so that the reader's own text size counts.
    fontSize: {
      label: ['0.75rem', '1rem'],
      small: ['0.8125rem', '1.125rem'],
      base: ['0.9375rem', '1.375rem'],
      section: ['1rem', '1.5rem'],
      lead: ['1.125rem', '1.5rem'],
      title: ['1.625rem', { lineHeight: '2rem', letterSpacing: '-0.02em' }],
      total: ['2.375rem', { lineHeight: '2.75rem', letterSpacing: '-0.035em' }],
    },
    fontWeight: { normal: '420', medium: '480', semibold: '560', bold: '640' },
    borderRadius: { none: '0', small: '5px', control: '9px', card: '14px', full: '9999px' },
    boxShadow: { none: 'none', ticket: 'var(--shadow-of-ticket)' },
    extend: {
      // 1,120 px and the gutters beside them.
      maxWidth: { page: '1176px' },
      transitionDuration: { DEFAULT: '150ms' },
    },
  },
} satisfies Config;
