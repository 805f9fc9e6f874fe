import type { Appearance } from '@stripe/stripe-js';
import { useEffect, useState } from 'react';
import { readColors } from '~/components/ui/theme-colors';

/** The page's colours for fields in the gateway's frame, where our CSS does not reach. */
export function readAppearance(): Appearance {
  const colors = readColors();
  return {
    theme: isDark(colors.card) ? 'night' : 'stripe',
    disableAnimations: matchMedia('(prefers-reduced-motion: reduce)').matches,
    labels: 'above',
    variables: {
      colorPrimary: colors.green,
      colorBackground: colors.card,
      colorText: colors.ink,
      colorTextSecondary: colors.second,
      colorTextPlaceholder: colors.third,
      colorDanger: colors.red,
      fontFamily: '"Inter Variable", Inter, ui-sans-serif, system-ui, sans-serif',
      fontSizeBase: '15px',
      fontSizeSm: '13px',
      borderRadius: '9px',
      spacingUnit: '4px',
      gridRowSpacing: '14px',
      gridColumnSpacing: '14px',
    },
    rules: {
      '.Input': { border: `1px solid ${colors.control}`, boxShadow: 'none', padding: '9px 12px' },
      '.Input:focus': { border: `1px solid ${colors.green}`, boxShadow: `0 0 0 1px ${colors.green}` },
      '.Input--invalid': { border: `1px solid ${colors.red}`, boxShadow: 'none' },
      '.Label': { fontSize: '13px', fontWeight: '560', color: colors.ink },
    },
  };
}

function isDark(color: string): boolean {
  const channels = [...color.matchAll(/\d+/g)].slice(0, 3).map(([digits]) => Number.parseInt(digits, 10));
  return channels.reduce((sum, channel) => sum + channel, 0) < 384;
}

/** The appearance in force, again whenever the system changes between light and dark. */
export function useAppearance(): Appearance {
  const [appearance, setAppearance] = useState(readAppearance);
  useEffect(() => {
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const read = () => setAppearance(readAppearance());
    dark.addEventListener('change', read);
    return () => dark.removeEventListener('change', read);
  }, []);
  return appearance;
}
