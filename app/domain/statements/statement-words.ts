import { formatsOf } from '~/lib/languages/formats';
import type { Language } from '~/lib/languages/language';
import type { Currency } from '~/lib/money';
import type { OpenItemSums, Statement } from './statement';
import { statementLines } from './statement-lines.words';
import type { Period, StatementKind } from './statement-query';

/** "Balance forward", "Open items". */
export function kindName(kind: StatementKind, language: Language = 'en'): string {
  return statementLines(language)(kind);
}

/** "1 Jan 2026 to 20 Nov 2026", "up to 20 Nov 2026". */
export function periodWords(period: Period, language: Language = 'en'): string {
  const { date } = formatsOf(language);
  const say = statementLines(language);
  const to = date(period.to);
  return period.from === null ? say('upTo', { to }) : say('fromTo', { from: date(period.from), to });
}

/** "Balance forward, 1 Jan 2026 to 20 Nov 2026"; open items are of one day. */
export function statementTitle(of: StatementKind, period: Period, language: Language = 'en'): string {
  const say = statementLines(language);
  const kind = kindName(of, language);
  return of === 'open-items'
    ? say('kindOn', { kind, date: formatsOf(language).date(period.to) })
    : say('kindIn', { kind, period: periodWords(period, language) });
}

/** "−$32,650.00", "$32,650.00". */
export function signedMoney(minor: bigint, currency: Currency, language: Language = 'en'): string {
  const { money, signed } = formatsOf(language);
  return minor < 0n ? signed('−', -minor, currency) : money(minor, currency);
}

export type FigureLine = { label: string; minor: bigint };

/** How the closing balance comes about, line by line; they add up to it. */
export function sumLines({ query, sums }: Pick<Statement, 'query' | 'sums'>, language: Language = 'en'): FigureLine[] {
  const say = statementLines(language);
  const opening =
    query.from === null ? say('opening') : say('openingOn', { date: formatsOf(language).date(query.from) });
  return [
    { label: opening, minor: sums.openingMinor },
    { label: say('charged'), minor: sums.chargedMinor },
    { label: say('settled'), minor: sums.settledMinor },
  ];
}

/** Where the balance stands in the portal now. The lines add up to it; the first is the portal's own total. */
export function standingLines(
  { standing, sums }: Pick<Statement, 'standing' | 'sums'>,
  language: Language = 'en',
): FigureLine[] {
  if (!standing) return [];
  const say = statementLines(language);
  return [
    { label: say('dueNow'), minor: standing.payableMinor },
    ...[
      { label: say('inFlight'), minor: standing.inFlightMinor },
      { label: say('disputed'), minor: standing.disputedMinor },
      { label: say('archived'), minor: standing.archivedMinor },
      { label: say('later'), minor: -sums.laterMinor },
    ].filter(({ minor }) => minor !== 0n),
  ];
}

/** What stands between the invoices listed and the balance; they add up to it. */
export function itemLines(sums: OpenItemSums, language: Language = 'en'): FigureLine[] {
  const say = statementLines(language);
  return [
    { label: say('openInvoices'), minor: sums.dueMinor },
    ...[
      { label: say('archived'), minor: sums.archivedMinor },
      { label: say('other'), minor: sums.otherMinor },
    ].filter(({ minor }) => minor !== 0n),
  ];
}

/** What must be said of the balance: of money in flight, and of credit on account, which are still part of it. */
export function balanceNotes(
  { standing, sums, currency }: Pick<Statement, 'standing' | 'sums' | 'currency'>,
  language: Language = 'en',
) {
  const say = statementLines(language);
  return {
    inFlight: standing && standing.inFlightMinor !== 0n ? say('inFlightNote') : null,
    credit:
      sums.creditMinor === 0n ? null : say('creditNote', { amount: signedMoney(sums.creditMinor, currency, language) }),
  };
}
