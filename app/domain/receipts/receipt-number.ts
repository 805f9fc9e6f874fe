/** "R-2026-000031": the 31st receipt the vendor issued in 2026. */
export function receiptNumber(year: number, sequence: number): string {
  return `R-${year}-${sequence.toString().padStart(6, '0')}`;
}
