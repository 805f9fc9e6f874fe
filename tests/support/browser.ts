import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export type Browser = { executablePath: string | undefined; args: string[]; env: Record<string, string> };

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const cache = fileURLToPath(new URL('../../.cache/chromium', import.meta.url));

/**
 * A Chromium without any download site: the one named by PLAYWRIGHT_CHROMIUM_PATH, else the system's, else the
 * one inside an npm package (Linux x64). PLAYWRIGHT_CHROMIUM_PATH=packaged takes the last though others are there.
 */
export function findBrowser(): Browser {
  const named = process.env['PLAYWRIGHT_CHROMIUM_PATH'];
  // Chromium's own sandbox refuses to run as root.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  if (named && named !== 'packaged') return { executablePath: named, args, env: {} };
  const system = named ? undefined : SYSTEM.find(existsSync);
  if (system !== undefined) return { executablePath: system, args, env: {} };
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No Chromium found. Install one, or name it in PLAYWRIGHT_CHROMIUM_PATH.');
  }
  return packaged();
}

/**
 * The package unpacks its binary into the temporary folder, and the libraries a bare machine lacks only where it
 * believes to be on Amazon's. So it does that in a process of its own that has our folder and that name.
 */
function packaged(): Browser {
  const executablePath = join(cache, 'chromium');
  const libraries = join(cache, 'al2023', 'lib');
  if (!existsSync(join(libraries, 'libnss3.so'))) {
    mkdirSync(cache, { recursive: true });
    const unpack = "import('@sparticuz/chromium').then(({ default: chromium }) => chromium.executablePath())";
    const env = { ...process.env, TMPDIR: cache, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };
    const { status, stderr } = spawnSync(process.execPath, ['-e', unpack], { env, encoding: 'utf8' });
    if (status !== 0) throw new Error(`the packaged Chromium cannot be unpacked: ${stderr}`);
  }
  const fonts: Record<string, string> = existsSync('/etc/fonts/fonts.conf')
    ? {}
    : { FONTCONFIG_PATH: join(cache, 'fonts') };
  const asItIs = spawnSync(executablePath, ['--version']).status === 0;
  const env = asItIs ? fonts : { ...fonts, LD_LIBRARY_PATH: libraries };
  // Without a setuid helper beside it this binary has no sandbox to use, whoever runs it.
  return { executablePath, args: ['--no-sandbox', '--headless=shell'], env };
}
