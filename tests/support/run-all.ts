import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** `npm test`: every test there is, without and with a browser, and one line that counts them. */
const RESULTS = 'test-results';
const FAULTS = 'tests/faults';
const require = createRequire(import.meta.url);
const program = (pack: string, file: string) => join(dirname(require.resolve(`${pack}/package.json`)), file);

/** Whether the command ended well. Nothing it starts outlives a run that is broken off: the terminal signals them all. */
function run(command: string[]): Promise<boolean> {
  const child = spawn(process.execPath, command, { stdio: 'inherit' });
  return new Promise((resolve) => child.once('close', (code) => resolve(code === 0)));
}

const house = join(RESULTS, 'vitest.json');
const faults = join(RESULTS, 'faults.json');
const runVitest = (results: string, ...more: string[]) =>
  run([
    program('vitest', 'vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile=${results}`,
    ...more,
  ]);

function read<T>(file: string): T | null {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : null;
}

rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS);
// Built once and beforehand: the tests that start the product then wait for a start, not for a compiler.
if (!(await run(['--import', 'tsx', join('server', 'build.ts'), '--if-needed']))) process.exit(1);
// Processes that are killed, clocks and leases are waited for more than worked on: these go beside all the others.
const beside = runVitest(faults, FAULTS, '--maxWorkers=1');
const inTurn = [
  await runVitest(house, `--exclude=${FAULTS}/**`),
  await run([program('@playwright/test', 'cli.js'), 'test']),
];
const allWell = [...inTurn, await beside].every(Boolean);

type Vitest = { numPassedTests: number; numFailedTests: number };
type Playwright = { stats: { expected: number; unexpected: number; flaky: number } };
const counts = [house, faults].map((results) => {
  const { numPassedTests: passed = 0, numFailedTests: failed = 0 } = read<Vitest>(results) ?? {};
  return { passed, failed };
});
const { expected = 0, unexpected = 0, flaky = 0 } = read<Playwright>(join(RESULTS, 'e2e.json'))?.stats ?? {};
counts.push({ passed: expected, failed: unexpected + flaky });
const sum = (key: 'passed' | 'failed') => counts.reduce((total, each) => total + each[key], 0);
// A run that broke off before it could count has failed at least once, and so has one that ran nothing.
const broken = !allWell || counts.some(({ passed }) => passed === 0);
const failed = Math.max(sum('failed'), broken ? 1 : 0);
console.log(`\n${sum('passed')} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
