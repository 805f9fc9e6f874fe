import { ApiError } from '../wire/api-error';

export type Profile = { latency: 'none' | 'realistic'; rateLimitPerSecond: number | null; objectLocks: boolean };

const OFF: Profile = { latency: 'none', rateLimitPerSecond: null, objectLocks: false };
const SLOWEST_EVERY = 1000;

/** How a real gateway feels: slow banks, request limits, objects that are busy. Off unless asked for. */
export class Conduct {
  profile: Profile = OFF;
  private confirms = 0;
  private readonly windows = new Map<string, { second: number; used: number }>();
  private readonly locked = new Set<string>();

  set(change: Partial<Profile>): void {
    this.profile = { ...this.profile, ...change };
  }

  reset(): void {
    this.profile = OFF;
    this.confirms = 0;
    this.windows.clear();
  }

  limit(endpoint: string): void {
    const { rateLimitPerSecond } = this.profile;
    if (rateLimitPerSecond === null) return;
    const second = Math.floor(Date.now() / 1000);
    const window = this.windows.get(endpoint);
    if (window?.second !== second) this.windows.set(endpoint, { second, used: 1 });
    else if (++window.used > rateLimitPerSecond) throw rateLimited('endpoint-rate');
  }

  /** Median 1.5 s for a bank's answer; every thousandth takes 80 s, always at the same place, so that runs repeat. */
  latencyMs(method: string, path: string, confirming: boolean): number {
    if (this.profile.latency === 'none') return 0;
    if (method !== 'POST') return 80;
    if (confirming) {
      this.confirms += 1;
      return this.confirms % SLOWEST_EVERY === 0 ? 80_000 : 1_000 + ((this.confirms * 617) % 1_000);
    }
    return /\/(cancel|refunds)$/.test(path) ? 500 : 150;
  }

  /** Objects a request changes stay locked until it has answered; who comes meanwhile is sent away. */
  lock(objects: string[]): () => void {
    if (!this.profile.objectLocks) return () => {};
    if (objects.some((id) => this.locked.has(id))) throw lockTimeout();
    for (const id of objects) this.locked.add(id);
    return () => {
      for (const id of objects) this.locked.delete(id);
    };
  }
}

export function rateLimited(reason: 'endpoint-rate' | 'global-rate'): ApiError {
  return new ApiError(
    {
      type: 'invalid_request_error',
      code: 'rate_limit',
      message: 'Request rate limit exceeded. Learn more about rate limits at https://stripe.com/docs/rate-limits.',
    },
    {
      status: 429,
      headers: { 'stripe-rate-limited-reason': reason, 'stripe-should-retry': 'false' },
      beforeExecution: true,
    },
  );
}

/** Unlike a rate limit it carries no reason, and the SDK is told to try again by itself. */
export function lockTimeout(): ApiError {
  return new ApiError(
    {
      type: 'invalid_request_error',
      code: 'lock_timeout',
      message:
        'This object cannot be accessed right now because another API request or Stripe process is currently accessing it. If you see this error intermittently, retry the request. If you see this error frequently and are making multiple concurrent requests to a single object, make your requests serially or at a lower rate.',
    },
    { status: 429, headers: { 'stripe-should-retry': 'true' }, beforeExecution: true },
  );
}
