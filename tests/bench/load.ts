import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '~server/sources';
import { processorMs } from './process-costs';

export type Load = {
  perSecond: number;
  p50: number;
  p99: number;
  /** Requests for one second of the server's processor time: what one core does, whoever else is busy on the machine. */
  perProcessorSecond: number | null;
};

/** Asks one address for some seconds, over a few connections, from a process of its own beside the server's core. */
export function load(
  url: string,
  options: { pid: number; cookie?: string; connections: number; seconds: number },
): Load {
  const [command, ...before] =
    process.platform === 'linux' ? ['taskset', '-c', '1', process.execPath] : [process.execPath];
  const asked = [
    '-j',
    '-c',
    String(options.connections),
    '-d',
    String(options.seconds),
    '-H',
    `cookie=${options.cookie ?? ''}`,
    url,
  ];
  const began = processorMs(options.pid);
  const output = execFileSync(command, [...before, join(root, 'node_modules/autocannon/autocannon.js'), ...asked], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = processorMs(options.pid);
  const result = JSON.parse(output) as {
    requests: { average: number; total: number };
    latency: { p50: number; p99: number };
    non2xx: number;
    errors: number;
  };
  if (result.non2xx + result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} answers were not fine, ${result.errors} did not come`);
  return {
    perSecond: result.requests.average,
    p50: result.latency.p50,
    p99: result.latency.p99,
    perProcessorSecond:
      began === null || ended === null ? null : Math.round((result.requests.total / (ended - began)) * 1_000),
  };
}

/** The best of a few turns: what the machine did meanwhile only ever takes away. */
export function best(turns: readonly Load[]): Load {
  const rate = (turn: Load) => turn.perProcessorSecond ?? turn.perSecond;
  return turns.reduce((a, b) => (rate(b) > rate(a) ? b : a));
}

/** How much of another page's rate a page reaches, by processor time where the system tells. */
export function share(ours: Load, theirs: Load): number {
  const ratio =
    ours.perProcessorSecond !== null && theirs.perProcessorSecond !== null
      ? ours.perProcessorSecond / theirs.perProcessorSecond
      : ours.perSecond / theirs.perSecond;
  return Math.round(ratio * 100) / 100;
}
