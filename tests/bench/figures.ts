/** Percentile of a sample, by the nearest rank. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? Number.NaN;
}

export const median = (samples: readonly number[]) => percentile(samples, 0.5);

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

export const round = (value: number, digits = 1) => Math.round(value * 10 ** digits) / 10 ** digits;

/** A goal and whether it was reached; the last lines of every bench. */
export type Goal = { what: string; value: number; limit: number; atLeast?: boolean };

export function reached({ value, limit, atLeast = false }: Goal): boolean {
  return atLeast ? value >= limit : value <= limit;
}

export function tellGoals(goals: readonly Goal[]): string[] {
  return goals.map(
    (goal) =>
      `${reached(goal) ? 'reached' : 'MISSED '}  ${goal.what}: ${goal.value} (${goal.atLeast ? 'at least' : 'at most'} ${goal.limit})`,
  );
}

export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] {
  const cells = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('   '),
  );
}
