/** When to ask again how a payment stands: soon at first, then ever more calmly, and not for ever. */
const FIRST_MS = 800;
const GROWTH = 1.4;
const LONGEST_MS = 15_000;
/** After about half an hour the page stops asking; it says so, and the mail will tell. */
export const MAX_ASKS = 130;

/** The wait before ask number `asked` (0 is the first), or null when the page should stop asking. */
export function nextAskInMs(asked: number): number | null {
  return asked >= MAX_ASKS ? null : Math.min(LONGEST_MS, Math.round(FIRST_MS * GROWTH ** asked));
}
