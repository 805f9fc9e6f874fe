import type { Language } from '~/lib/languages/language';

/** 1500 thousandths are "1.5", in other languages than English "1,5". */
export function formatQuantity(milli: bigint, language: Language = 'en'): string {
  const rest = (milli % 1000n).toString().padStart(3, '0').replace(/0+$/, '');
  return rest === '' ? `${milli / 1000n}` : `${milli / 1000n}${language === 'en' ? '.' : ','}${rest}`;
}

/** 775 hundredths of a per cent are "7.75 %". */
export function formatRate(basisPoints: number, language: Language = 'en'): string {
  return `${formatQuantity(BigInt(basisPoints) * 10n, language)} %`;
}
