import { resolve } from 'node:path';
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
  const sandbox = env.STRIPE_SECRET_KEY === undefined;
  if (sandbox) refuseHalfGateway(env);
  else requireGateway(env);
  const sandboxPort = env.SANDBOX_PORT ?? (env.PORT < 65535 ? env.PORT + 1 : env.PORT - 1);
  if (sandbox && sandboxPort === env.PORT)
    throw new StartError(`SANDBOX_PORT and PORT are both ${env.PORT}; they must differ.`);
  const demo = env.DEMO ?? (embedded && sandbox);
  let dataDir: string | undefined;
  return { env, embedded, sandbox, sandboxPort, demo, dataDir: () => (dataDir ??= prepareDataDir(env.DATA_DIR)) };
}

/** Hands what was worked out to everything that reads the configuration later. */
export function provideSettings(settings: Settings): void {
  const { env, sandbox } = settings;
  provideEnv({
    NODE_ENV: env.NODE_ENV,
    // Left open where nobody said no: that the demo is not seeded into somebody's own database is no refusal of the outbox.
    DEMO: settings.demo ? '1' : env.DEMO === false ? '0' : '',
    DATA_DIR: resolve(env.DATA_DIR),
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
  const ofSandbox = env.STRIPE_SECRET_KEY === SANDBOX_SECRET_KEY;
  if (ofSandbox && env.STRIPE_API_BASE === undefined) {
    throw new StartError(
      'STRIPE_SECRET_KEY is the key of the sandbox gateway, so STRIPE_API_BASE must say where that runs. Unset STRIPE_SECRET_KEY to have one started.',
    );
  }
  const needed = [
    'STRIPE_PUBLISHABLE_KEY',
    'STRIPE_WEBHOOK_SECRET',
    ...(ofSandbox ? [] : (['SESSION_SECRET'] as const)),
  ] as const;
  const missing = needed.filter((name) => env[name] === undefined);
  if (missing.length === 0) return;
  throw new StartError(
    `STRIPE_SECRET_KEY is set, so ${missing.join(' and ')} must be set too. Unset STRIPE_SECRET_KEY to use the sandbox gateway.`,
  );
}

function refuseHalfGateway(env: Env): void {
  const set = (['STRIPE_PUBLISHABLE_KEY', 'STRIPE_WEBHOOK_SECRET', 'STRIPE_API_BASE', 'STRIPE_JS_URL'] as const).filter(
    (name) => env[name] !== undefined,
  );
  if (set.length > 0)
    throw new StartError(
      `${set.join(' and ')} ${set.length === 1 ? 'is' : 'are'} set, but STRIPE_SECRET_KEY is not. Set it, or unset the others to use the sandbox gateway.`,
    );
}
