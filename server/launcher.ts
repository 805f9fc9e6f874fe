import { readFileSync } from 'node:fs';
import { isAlive } from './embedded/pid-lock';

const LOOK_EVERY_MS = 1_000;
const GENERATIONS = 4;

/**
 * `npm start` runs us through a shell. When npm itself is killed, nobody tells us, and we would go on holding the
 * port in the dark. So we watch whether the npm that started us still lives. Without npm (a service manager, a
 * container) there is nobody to watch.
 */
export function whenLauncherIsGone(act: () => void): void {
  const npm = findNpm(process.ppid, GENERATIONS);
  if (npm === undefined) return;
  const timer = setInterval(() => {
    if (isAlive(npm)) return;
    clearInterval(timer);
    act();
  }, LOOK_EVERY_MS);
  timer.unref();
}

function findNpm(pid: number, generations: number): number | undefined {
  if (pid <= 1 || generations === 0) return undefined;
  try {
    // npm names itself so: "npm start", "npm run dev".
    if (/^npm\b/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))) return pid;
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return findNpm(Number.parseInt(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? '', 10), generations - 1);
  } catch {
    return undefined;
  }
}
