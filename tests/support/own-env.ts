const NAMES = [
  'DATABASE_URL',
  'DATA_DIR',
  'SESSION_SECRET',
  'STRIPE_SECRET_KEY',
  'STRIPE_PUBLISHABLE_KEY',
  'STRIPE_WEBHOOK_SECRET',
  'STRIPE_API_BASE',
  'STRIPE_JS_URL',
];

/** What a process needs to work on the world of the test that starts it. Needs a world. */
export function ownEnv(): Record<string, string> {
  return Object.fromEntries(NAMES.map((name) => [name, process.env[name] ?? '']));
}
