import type { Language } from '~/lib/languages/language';

/** 1500 thousandths are "1.5", in German, French and Spanish "1,5". */
export function formatQuantity(milli: bigint, language: Language = 'en'): string {
  const rest = (milli % 1000n).toString().padStart(3, '0').replace(/0+$/, '');
  return rest === ''
    ? `${milli / 1000n}`
    : `${milli / 1000n}${language === 'en' || language === 'ar' ? '.' : ','}${rest}`;
}

/** 775 hundredths of a per cent are "7.75 %"; in Arabic the sign must touch its figures, or it goes to their other side. */
export function formatRate(basisPoints: number, language: Language = 'en'): string {
  return `${formatQuantity(BigInt(basisPoints) * 10n, language)}${language === 'ar' ? '' : ' '}%`;
}
