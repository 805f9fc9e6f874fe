import { spawn, type ChildProcess } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSandbox } from './start';
import { callers, charge, openBench, openReceiver } from './test-bench';

const MAIN = join(import.meta.dirname, 'main.ts');
let dataDir: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'sandbox-'));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(dataDir, { recursive: true });
});

async function spawnMain(...more: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN, '--port', '0', '--data', dataDir, ...more], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (text: Buffer) => resolve(text.toString()));
    child.once('exit', (code) => reject(new Error(`ended with ${code} before it was ready`)));
  });
  const ended = (signal: NodeJS.Signals) =>
    new Promise<number | null>((resolve) => {
      child.once('exit', (code) => resolve(code));
      child.kill(signal);
    });
  return { ...callers(Number(/:(\d+) /.exec(line)![1])), ended };
}

describe('the journal', () => {
  it('survives kill -9: objects, keys, the clock and what webhooks still owe', async () => {
    const first = await spawnMain('--webhook-url', 'http://127.0.0.1:9/nobody-listens');
    await first.ctl('/clock', { advanceSeconds: 3600 });
    const intent = await first.stripe.paymentIntents.create(charge('pm_card_visa'), { idempotencyKey: 'p-1' });
    const challenged = await first.stripe.paymentIntents.create(charge('pm_card_authenticationRequired'));
    await first.ended('SIGKILL');

    const receiver = await openReceiver();
    const again = await openBench({ dataDir, webhookUrl: receiver.url });
    const replay = await again.stripe.paymentIntents.create(charge('pm_card_visa'), { idempotencyKey: 'p-1' });
    expect(replay.id).toBe(intent.id);
    expect((await again.ctl<{ offsetSeconds: number }>('/clock')).offsetSeconds).toBe(3600);
    expect(await again.ctl('/three-d-secure', { paymentIntent: challenged.id, outcome: 'pass' })).toMatchObject({
      status: 'succeeded',
    });
    await again.ctl('/webhooks/release', {});
    await again.ctl('/quiesce', {});
    expect(receiver.types().filter((type) => type === 'payment_intent.succeeded')).toHaveLength(2);
    expect(receiver.types().filter((type) => type === 'payment_intent.created')).toHaveLength(2);
    await again.stop();
    await receiver.close();
  });

  it('ends cleanly on SIGTERM', async () => {
    const running = await spawnMain();
    expect(await running.ended('SIGTERM')).toBe(0);
  });

  it('tolerates a torn last line, and only that', async () => {
    const bench = await openBench({ dataDir });
    const customer = await bench.stripe.customers.create({ name: 'Ada' });
    await bench.stop();
    appendFileSync(join(dataDir, 'journal.jsonl'), '[["","customer","cus_torn",{"id":"cus_to');
    const again = await openBench({ dataDir });
    expect((await again.stripe.customers.list()).data.map(({ id }) => id)).toEqual([customer.id]);
    await again.stop();
    appendFileSync(join(dataDir, 'journal.jsonl'), 'garbage\n[["","customer","cus_x",null]]\n[]\n');
    await expect(openBench({ dataDir })).rejects.toThrow('damaged at line');
  });

  it('is emptied by a reset, for good', async () => {
    const bench = await openBench({ dataDir });
    await bench.stripe.customers.create({});
    await bench.ctl('/reset', {});
    expect((await bench.stripe.customers.list()).data).toEqual([]);
    const kept = await bench.stripe.customers.create({});
    await bench.stop();
    const again = await openBench({ dataDir });
    expect((await again.stripe.customers.list()).data.map(({ id }) => id)).toEqual([kept.id]);
    await again.stop();
  });
});

it("a port in use rejects with the system's error", async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address() as AddressInfo;
  await expect(startSandbox({ port, dataDir: null, webhookUrl: null, webhookSecret: 'x' })).rejects.toMatchObject({
    code: 'EADDRINUSE',
    port,
  });
  await new Promise((resolve) => taken.close(resolve));
});
