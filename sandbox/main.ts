import { parseArgs } from 'node:util';
import { SANDBOX_WEBHOOK_SECRET } from './keys';
import { startSandbox } from './start';

const USAGE =
  'npx tsx sandbox/main.ts [--port 4101] [--host 127.0.0.1] [--data DIR] [--webhook-url URL] [--webhook-secret SECRET]';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4101' },
    host: { type: 'string', default: '127.0.0.1' },
    data: { type: 'string' },
    'webhook-url': { type: 'string' },
    'webhook-secret': { type: 'string', default: SANDBOX_WEBHOOK_SECRET },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  console.log(USAGE);
} else {
  const sandbox = await startSandbox({
    port: Number(values.port),
    host: values.host,
    dataDir: values.data ?? null,
    webhookUrl: values['webhook-url'] ?? null,
    webhookSecret: values['webhook-secret'],
    log: (line) => console.error(line),
  });
  const end = () => void sandbox.stop();
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  // Last: whoever waits for this line may end us at once.
  console.log(`Sandbox gateway: ${sandbox.url} (no real money moves)`);
}
