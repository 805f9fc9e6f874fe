/** 1500 thousandths are "1.5". */
export function formatQuantity(milli: bigint): string {
  const rest = (milli % 1000n).toString().padStart(3, '0').replace(/0+$/, '');
  return rest === '' ? `${milli / 1000n}` : `${milli / 1000n}.${rest}`;
}

/** 775 hundredths of a per cent are "7.75 %". */
export function formatRate(basisPoints: number): string {
  return `${formatQuantity(BigInt(basisPoints) * 10n)} %`;
}
