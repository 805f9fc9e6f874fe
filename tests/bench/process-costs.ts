import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100;

/** Processor time that a process has used so far, in ms; null where the system does not tell (it has no /proc). */
export function processorMs(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return ((Number.parseInt(fields[11] ?? '', 10) + Number.parseInt(fields[12] ?? '', 10)) * 1_000) / TICKS_PER_SECOND;
  } catch {
    return null;
  }
}

export function memoryMb(pid: number): number {
  return Math.round(
    Number.parseInt(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }), 10) / 1024,
  );
}

/** Gives a running process, with all its threads, one core to itself; false where the system cannot. */
export function pinTo(core: string, pid: number): boolean {
  return spawnSync('taskset', ['-acp', core, String(pid)], { stdio: 'ignore' }).status === 0;
}

export const megabytes = (bytes: number) => Math.round(bytes / 1024 / 1024);
