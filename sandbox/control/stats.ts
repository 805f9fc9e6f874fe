/** Counts for tests: "the gateway saw exactly one call". */
export class Stats {
  private readonly counts = new Map<string, number>();
  calls = 0;
  replays = 0;

  count(route: string): void {
    this.calls += 1;
    this.counts.set(route, (this.counts.get(route) ?? 0) + 1);
  }

  requests(): Record<string, number> {
    return Object.fromEntries([...this.counts].sort(([a], [b]) => a.localeCompare(b)));
  }

  reset(): void {
    this.counts.clear();
    this.calls = 0;
    this.replays = 0;
  }
}
