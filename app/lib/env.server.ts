import { z } from 'zod';

/** The only reader of process.env. Empty strings count as unset, so that `X= npm start` clears a variable. */
const port = z.coerce.number().int().min(1).max(65535);
const url = z.url({ protocol: /^https?$/ });

const schema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
  PORT: port.default(3000),
  HOST: z.string().default('127.0.0.1'),
  APP_URL: url.optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgresql:// address' }).optional(),
  DATA_DIR: z.string().default('.data'),
  SESSION_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^(sk|rk)_(test|live)_\w+$/, 'must be a Stripe secret key (sk_… or rk_…)')
    .optional(),
  STRIPE_PUBLISHABLE_KEY: z
    .string()
    .regex(/^pk_(test|live)_\w+$/, 'must be a Stripe publishable key (pk_…)')
    .optional(),
  STRIPE_WEBHOOK_SECRET: z.string().min(8).optional(),
  STRIPE_API_BASE: url.optional(),
  STRIPE_JS_URL: url.optional(),
  SANDBOX_PORT: port.optional(),
  /** How many proxies stand before us, each adding to X-Forwarded-For. 0: that header is not believed. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(9).default(0),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must be an smtp:// or smtps:// address' }).optional(),
  MAIL_FROM: z.string().default('Quittance <no-reply@quittance.example>'),
  ROLE: z.enum(['all', 'web', 'worker']).default('all'),
  /** How many charges a second the gateway takes; unsaid, what it allows by default. */
  GATEWAY_CALLS_PER_SECOND: z.coerce.number().int().min(1).max(10_000).optional(),
  GATEWAY_TIMEOUT_MS: z.coerce.number().int().min(100).max(120_000).default(15_000),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  DEMO: z
    .enum(['0', '1', 'true', 'false'])
    .transform((v) => v === '1' || v === 'true')
    .optional(),
});

export type Env = z.infer<typeof schema>;

export class EnvError extends Error {
  override name = 'EnvError';
}

/** A value that may hold a secret is not repeated where anybody may read it. */
function shown(name: string, set: Record<string, string | undefined>): string {
  return /SECRET|KEY|DATABASE_URL|SMTP_URL/.test(name) ? '' : ` (got ${JSON.stringify(set[name] ?? null)})`;
}

/** Reads the configuration. Throws an EnvError whose message is one line per bad variable, fit for a person. */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(set);
  if (parsed.success) return parsed.data;
  throw new EnvError(
    parsed.error.issues
      .map(({ path: [name], message }) => `${String(name)}: ${message}${shown(String(name), set)}`)
      .join('\n'),
  );
}

/** Hands a setting that this process worked out itself (the embedded database's address, the sandbox's) to all who read it later. */
export function provideEnv(values: Partial<Record<keyof Env, string>>): void {
  Object.assign(process.env, values);
}

/** The environment for a program that we start, with a few settings of its own. */
export function environmentWith(values: Record<string, string>): NodeJS.ProcessEnv {
  return { ...process.env, ...values };
}
