/** The reader's choice of colours. Kept in a cookie, so that the server writes it into <html> and nothing flashes. */
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const YEAR_SECONDS = 31_536_000;

export function isTheme(value: unknown): value is Theme {
  return THEMES.includes(value as Theme);
}

export function themeOf(cookieHeader: string | null): Theme {
  const value = /(?:^|;\s*)theme=(\w+)/.exec(cookieHeader ?? '')?.[1];
  return isTheme(value) ? value : 'system';
}

export function themeCookie(theme: Theme): string {
  return `theme=${theme}; Path=/; Max-Age=${theme === 'system' ? 0 : YEAR_SECONDS}; HttpOnly; SameSite=Lax`;
}
