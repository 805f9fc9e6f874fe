import { type Env, EnvError, provideEnv, readEnv } from '../app/lib/env.server';
import { SANDBOX_PUBLISHABLE_KEY, SANDBOX_SECRET_KEY, SANDBOX_WEBHOOK_SECRET } from '../sandbox/keys';
import { keptSecret, prepareDataDir } from './data-dir';
import { StartError } from './start-error';

/** What the process has to bring along itself, because nobody configured it. */
export type Settings = {
  env: Env;
  embedded: boolean;
  sandbox: boolean;
  sandboxPort: number;
  demo: boolean;
  /** Absolute, and made sure of where it is needed. */
  dataDir: () => string;
};

/** Reads the configuration and works out what is missing. Every mistake is one clear sentence. */
export function readSettings(): Settings {
  const env = read();
  const embedded = env.DATABASE_URL === undefined;
  const sandbox = env.STRIPE_SECRET_KEY === undefined || env.STRIPE_SECRET_KEY === SANDBOX_SECRET_KEY;
  if (!sandbox) requireGateway(env);
  const sandboxPort = env.SANDBOX_PORT ?? (env.PORT < 65535 ? env.PORT + 1 : env.PORT - 1);
  if (sandbox && sandboxPort === env.PORT) throw new StartError(`SANDBOX_PORT and PORT are both ${env.PORT}; they must differ.`);
  const demo = env.DEMO ?? (embedded && sandbox);
  let dataDir: string | undefined;
  return { env, embedded, sandbox, sandboxPort, demo, dataDir: () => (dataDir ??= prepareDataDir(env.DATA_DIR)) };
}

/** Hands what was worked out to everything that reads the configuration later. */
export function provideSettings(settings: Settings): void {
  const { env, sandbox } = settings;
  provideEnv({
    NODE_ENV: env.NODE_ENV,
    DEMO: settings.demo ? '1' : '0',
    SESSION_SECRET: env.SESSION_SECRET ?? keptSecret(settings.dataDir(), 'session-secret'),
  });
  if (!sandbox) return;
  provideEnv({
    SANDBOX_PORT: String(settings.sandboxPort),
    STRIPE_SECRET_KEY: SANDBOX_SECRET_KEY,
    STRIPE_PUBLISHABLE_KEY: SANDBOX_PUBLISHABLE_KEY,
    STRIPE_WEBHOOK_SECRET: SANDBOX_WEBHOOK_SECRET,
  });
}

/** The address at which browsers find the sandbox: the name under which they find us. */
export function sandboxHostForBrowsers(env: Env): string {
  if (env.APP_URL) return new URL(env.APP_URL).hostname;
  return ['0.0.0.0', '::', '127.0.0.1', '::1'].includes(env.HOST) ? 'localhost' : env.HOST;
}

/** The address at which this machine reaches what listens on HOST. */
export function loopbackHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

function read(): Env {
  try {
    return readEnv();
  } catch (error) {
    if (error instanceof EnvError) throw new StartError(error.message);
    throw error;
  }
}

function requireGateway(env: Env): void {
  const missing = (['STRIPE_PUBLISHABLE_KEY', 'STRIPE_WEBHOOK_SECRET', 'SESSION_SECRET'] as const).filter((name) => env[name] === undefined);
  if (missing.length === 0) return;
  const are = missing.length === 1 ? 'is' : 'are';
  throw new StartError(`STRIPE_SECRET_KEY is set, so ${missing.join(' and ')} ${are} required. Unset STRIPE_SECRET_KEY to use the sandbox gateway.`);
}
