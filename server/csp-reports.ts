import type { Context } from 'hono';
import type { Web, WebOptions } from './http';

const REPORTS_PER_MINUTE = 20;
const SHOWN_CHARACTERS = 200;

/**
 * Browsers tell here what the content security policy stopped. Anybody may post here, so it only ever costs
 * a few log lines a minute, and addresses are cut to what cannot hold a token.
 */
export function cspReports(load: WebOptions['load']) {
  let minute = 0;
  let count = 0;
  return async (c: Context<Web>): Promise<Response> => {
    const now = Math.floor(Date.now() / 60_000);
    if (now !== minute) [minute, count] = [now, 0];
    count += 1;
    if (count > REPORTS_PER_MINUTE) return c.body(null, 429);
    const report = read(await c.req.text());
    const { house } = await load();
    if (report)
      house.log.warn(
        { requestId: c.get('request').requestId, ...report },
        'the content security policy stopped something',
      );
    return c.body(null, 204);
  };
}

function read(body: string): Record<string, string> | undefined {
  try {
    const report = (JSON.parse(body) as { 'csp-report'?: Record<string, unknown> })['csp-report'];
    if (!report) return undefined;
    return {
      directive: shown(report['effective-directive'] ?? report['violated-directive']),
      blocked: place(report['blocked-uri']),
      source: place(report['source-file']),
    };
  } catch {
    return undefined;
  }
}

const shown = (value: unknown) => (typeof value === 'string' ? value.slice(0, SHOWN_CHARACTERS) : '');

function place(value: unknown): string {
  if (typeof value !== 'string' || !URL.canParse(value)) return shown(value);
  const { origin, protocol } = new URL(value);
  return origin === 'null' ? protocol : shown(origin);
}
