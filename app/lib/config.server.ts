import { readEnv } from './env.server';
import { invariant } from './invariant';

/**
 * The configuration of the running process, with defaults that depend on each other filled in. Read when
 * first asked for: by then the start-up code has provided what it works out itself.
 */
export type Config = ReturnType<typeof build>;

let config: Config | undefined;

export function getConfig(): Config {
  config ??= build();
  return config;
}

function build() {
  const env = readEnv();
  invariant(env.DATABASE_URL, 'DATABASE_URL is provided before anything asks for the configuration');
  invariant(env.SESSION_SECRET, 'SESSION_SECRET is provided before anything asks for the configuration');
  invariant(env.STRIPE_SECRET_KEY, 'STRIPE_SECRET_KEY is provided before anything asks for the configuration');
  const sandbox = env.STRIPE_SECRET_KEY === 'sk_test_quittance_sandbox';
  const livemode = env.STRIPE_SECRET_KEY.includes('_live_');
  return {
    ...env,
    DATABASE_URL: env.DATABASE_URL,
    SESSION_SECRET: env.SESSION_SECRET,
    STRIPE_SECRET_KEY: env.STRIPE_SECRET_KEY,
    STRIPE_PUBLISHABLE_KEY: env.STRIPE_PUBLISHABLE_KEY ?? '',
    STRIPE_WEBHOOK_SECRETS: (env.STRIPE_WEBHOOK_SECRET ?? '').split(',').filter(Boolean),
    STRIPE_API_BASE: env.STRIPE_API_BASE ?? 'https://api.stripe.com',
    STRIPE_JS_URL: env.STRIPE_JS_URL ?? 'https://js.stripe.com/endive/stripe.js',
    APP_URL: env.APP_URL ?? `http://localhost:${env.PORT}`,
    /** Null: the sandbox has no limit, unless one is ordered there. */
    GATEWAY_CALLS_PER_SECOND: env.GATEWAY_CALLS_PER_SECOND ?? (sandbox ? null : 25),
    sandbox,
    livemode,
    /** Mails land in the outbox page instead of leaving; never where they could be anybody's real mails. */
    outbox: !env.SMTP_URL && !livemode && (env.NODE_ENV !== 'production' || (sandbox && env.DEMO !== false)),
  };
}
