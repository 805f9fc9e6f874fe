import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** `npm test`: every test there is, first without and then with a browser, and one line that counts them. */
const RESULTS = 'test-results';
const require = createRequire(import.meta.url);
const program = (pack: string, file: string) => join(dirname(require.resolve(`${pack}/package.json`)), file);

function run(command: string[]): boolean {
  return spawnSync(process.execPath, command, { stdio: 'inherit' }).status === 0;
}

function read<T>(file: string): T | null {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : null;
}

rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS);
const vitest = join(RESULTS, 'vitest.json');
// Built once and beforehand: the tests that start the product then wait for a start, not for a compiler.
if (!run(['--import', 'tsx', join('server', 'build.ts'), '--if-needed'])) process.exit(1);
const withoutBrowser = run([
  program('vitest', 'vitest.mjs'),
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile=${vitest}`,
]);
const withBrowser = run([program('@playwright/test', 'cli.js'), 'test']);

type Vitest = { numPassedTests: number; numFailedTests: number };
type Playwright = { stats: { expected: number; unexpected: number; flaky: number } };
const house = read<Vitest>(vitest);
const journeys = read<Playwright>(join(RESULTS, 'e2e.json'))?.stats;
const passed = (house?.numPassedTests ?? 0) + (journeys?.expected ?? 0);
// A run that broke off before it could count has failed at least once.
const failed = Math.max(
  (house?.numFailedTests ?? 0) + (journeys?.unexpected ?? 0) + (journeys?.flaky ?? 0),
  withoutBrowser && withBrowser ? 0 : 1,
);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
