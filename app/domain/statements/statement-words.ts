import { formatDate } from '~/lib/dates';
import { formatMoney, type Currency } from '~/lib/money';
import type { OpenItemSums, Statement } from './statement';
import { KIND_LABELS, type Period, type StatementKind } from './statement-query';

/** "1 Jan 2026 to 20 Nov 2026", "up to 20 Nov 2026". */
export function periodWords({ from, to }: Period): string {
  return from === null ? `up to ${formatDate(to)}` : `${formatDate(from)} to ${formatDate(to)}`;
}

/** "Balance forward, 1 Jan 2026 to 20 Nov 2026"; open items are of one day. */
export function statementTitle(kind: StatementKind, period: Period): string {
  return kind === 'open-items'
    ? `${KIND_LABELS[kind]} on ${formatDate(period.to)}`
    : `${KIND_LABELS[kind]}, ${periodWords(period)}`;
}

/** "−$32,650.00": with a minus sign, which a hyphen only resembles. */
export function signedMoney(minor: bigint, currency: Currency): string {
  return minor < 0n ? `−${formatMoney(-minor, currency)}` : formatMoney(minor, currency);
}

export type FigureLine = { label: string; minor: bigint };

/** How the closing balance comes about, line by line; they add up to it. */
export function sumLines({ query, sums }: Pick<Statement, 'query' | 'sums'>): FigureLine[] {
  return [
    {
      label: query.from === null ? 'Opening balance' : `Opening balance on ${formatDate(query.from)}`,
      minor: sums.openingMinor,
    },
    { label: 'Charged', minor: sums.chargedMinor },
    { label: 'Payments, credits and voids', minor: sums.settledMinor },
  ];
}

/** Where the balance stands in the portal now. The lines add up to it; the first is the portal's own total. */
export function standingLines({ standing, sums }: Pick<Statement, 'standing' | 'sums'>): FigureLine[] {
  if (!standing) return [];
  return [
    { label: 'Due now in the portal', minor: standing.payableMinor },
    ...[
      { label: 'In a payment under way', minor: standing.inFlightMinor },
      { label: 'In dispute, not asked for', minor: standing.disputedMinor },
      { label: 'Archived, not asked for', minor: standing.archivedMinor },
      { label: 'Dated after this period', minor: -sums.laterMinor },
    ].filter(({ minor }) => minor !== 0n),
  ];
}

/** What stands between the invoices listed and the balance; they add up to it. */
export function itemLines(sums: OpenItemSums): FigureLine[] {
  return [
    { label: 'Open invoices', minor: sums.dueMinor },
    ...[
      { label: 'Archived, not asked for', minor: sums.archivedMinor },
      { label: 'Later credits and other movements', minor: sums.otherMinor },
    ].filter(({ minor }) => minor !== 0n),
  ];
}

/** Said wherever a balance with money in flight is shown. */
export const IN_FLIGHT_NOTE =
  'Money in a payment under way is still part of the balance. It comes off on the day the payment settles.';
export const CREDIT_NOTE = 'Credit on account is not taken off the balance until it is used.';
