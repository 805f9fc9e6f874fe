export const FAULT_KINDS = [
  'drop-before',
  'drop-after-commit',
  'stall-after-commit',
  '500-before',
  '500-after',
  'bare-502',
  '429-rate',
  '429-lock',
  '401-key',
  '400-unactivated',
  'delay',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];
export type Fault = { route: string; kind: FaultKind; count: number; ms: number };

const DEFAULT_MS: Partial<Record<FaultKind, number>> = { delay: 1500, 'stall-after-commit': 120_000 };

/** Misbehaviour on order: each fault strikes the next `count` requests that match its route, then is gone. */
export class Faults {
  private ordered: (Fault & { matches: RegExp })[] = [];
  private stalled = new Set<() => void>();

  add(order: { route: string; kind: FaultKind; count?: number | undefined; ms?: number | undefined }): void {
    this.ordered.push({
      route: order.route,
      kind: order.kind,
      count: order.count ?? 1,
      ms: order.ms ?? DEFAULT_MS[order.kind] ?? 0,
      matches: routePattern(order.route),
    });
  }

  /** Uses up one strike. */
  take(method: string, path: string): Fault | null {
    const at = this.ordered.findIndex((fault) => fault.matches.test(`${method} ${path}`));
    const fault = this.ordered[at];
    if (!fault) return null;
    fault.count -= 1;
    if (fault.count <= 0) this.ordered.splice(at, 1);
    return fault;
  }

  list(): Fault[] {
    return this.ordered.map(({ matches: _matches, ...fault }) => fault);
  }

  clear(): void {
    this.ordered = [];
    this.letGo();
  }

  /** Waits, but not beyond `clear` or the end of the process. */
  hold(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.stalled.delete(done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.stalled.add(done);
    });
  }

  private letGo(): void {
    for (const done of [...this.stalled]) done();
  }
}

/** `POST /v1/payment_intents`, with `:id` or `*` for one segment, `**` for the rest, and no method for any. */
export function routePattern(route: string): RegExp {
  const [first, second] = route.trim().split(/\s+/);
  const method = second === undefined ? '*' : first!;
  const path = second ?? first!;
  const escaped = path
    .split('/')
    .map((part) =>
      part === '**'
        ? '.*'
        : part === '*' || part.startsWith(':')
          ? '[^/]+'
          : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
    )
    .join('/');
  return new RegExp(`^${method === '*' ? '[A-Z]+' : method.toUpperCase()} ${escaped}$`);
}
