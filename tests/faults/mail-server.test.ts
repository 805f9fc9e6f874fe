import { afterAll, expect, test } from 'vitest';
import { expectAgreement } from '~tests/support/agreement';
import { openHookDoor } from '~tests/support/hook-server';
import { openMailServer } from '~tests/support/mail-server';
import { makePayer, type Payer } from '~tests/support/payer';
import { startWorld } from '~tests/support/world';

/** Payments while the mail server fails in every way it can, with the real worker and its real pauses. */
const NEVER = 'nobody@fabrikam.example';
const mails = await openMailServer({ never: NEVER });
const world = await startWorld({
  SMTP_URL: `smtp://127.0.0.1:${mails.port}`,
  MAIL_FROM: 'Northwind <billing@northwind.example>',
});
const door = await openHookDoor();
const { db, pool } = await import('~/lib/db.server');
const { queueOf } = await import('~/domain/mail/queue-mail.server');
const { startWorker } = await import('~/jobs/worker.server');
const { startPayment } = await import('~/domain/payments/start-payment.server');
const { closeMailer } = await import('~/gateways/mailer.server');
const worker = await startWorker();
afterAll(async () => {
  await worker.stop();
  closeMailer();
  await mails.close();
  await door.close();
  await world.stop();
});

const patience = { timeout: 60_000, interval: 100 };

async function pay(): Promise<Payer> {
  const payer = await makePayer();
  await payer.invoices(1);
  const started = await startPayment(payer.actor, await payer.payAll(await payer.saveCard('pm_card_visa')), new Date());
  expect(started).toMatchObject({ ok: true, payment: { state: 'succeeded' } });
  return payer;
}

const mailOf = ({ actor: { vendorId } }: Payer) => db.outgoingMail.findFirst({ where: { vendorId } });
const each = (payers: Payer[], want: object) =>
  expect.poll(async () => Promise.all(payers.map(mailOf)), patience).toMatchObject(payers.map(() => want));

type Job = { attempts: number; waits: number };
/** Mails that failed and wait for their next try, and for how long by now. */
async function waitingJobs(): Promise<Job[]> {
  const { rows } = await pool.query<Job>(`
    SELECT attempts, extract(epoch FROM run_at - now())::float AS waits FROM graphile_worker._private_jobs j
    JOIN graphile_worker._private_tasks t ON t.id = j.task_id
    WHERE t.identifier = 'send-mail' AND j.locked_at IS NULL AND attempts > 0`);
  return rows;
}
/** As when hours have passed: whatever waits for its next try is due. */
const hoursPass = () => pool.query('UPDATE graphile_worker._private_jobs SET run_at = now() WHERE locked_at IS NULL');

test(
  'F32: away, "later", breaking off, slow: payments go on, tries become rarer, and each mail arrives once when it heals',
  { timeout: 240_000 },
  async () => {
    await mails.behave('away');
    const payers: Payer[] = [];
    for (let n = 0; n < 4; n += 1) payers.push(await pay());
    await each(payers, { state: 'queued', attempts: 1, lastError: expect.stringContaining('ECONNREFUSED') as string });
    expect((await waitingJobs()).every(({ attempts, waits }) => attempts >= 1 && waits > 0)).toBe(true);

    await mails.behave('later');
    payers.push(await pay());
    await hoursPass();
    await each(payers, { state: 'queued', lastError: expect.stringContaining('451') as string });
    // The second pause is longer than the first.
    expect(Math.max(...(await waitingJobs()).map(({ waits }) => waits))).toBeGreaterThan(Math.exp(1));

    await mails.behave('breaks-off');
    await hoursPass();
    await expect.poll(() => new Set(mails.brokenOff).size, patience).toBe(payers.length);
    await expect.poll(async () => (await waitingJobs()).length, patience).toBe(payers.length);
    expect(mails.taken).toEqual([]);

    // More slow mails than may be under way at once; the money is followed all the same.
    await mails.behave('slow');
    for (let n = 0; n < 8; n += 1) payers.push(await pay());
    await hoursPass();
    const queued = await db.outgoingMail.findMany({ where: { state: 'queued' }, select: { id: true } });
    await expect.poll(mails.waiting, patience).toBe(new Set(queued.map(({ id }) => queueOf(id))).size);
    await world.ctl('POST', '/webhooks', { url: door.url });
    await world.ctl('POST', '/webhooks/resend', {});
    await world.ctl('POST', '/quiesce');
    const unheard = () => db.gatewayEvent.count({ where: { state: 'queued' } });
    await expect.poll(unheard, patience).toBe(0);
    expect(await db.gatewayEvent.count({ where: { state: 'applied' } })).toBeGreaterThanOrEqual(payers.length);
    expect(mails.waiting()).toBeGreaterThan(0);

    // A slow yes is a yes: those under way are not sent again.
    await mails.behave('takes');
    const unsent = async () => {
      await hoursPass();
      return db.outgoingMail.count({ where: { state: { not: 'sent' } } });
    };
    await expect.poll(unsent, patience).toBe(0);
    await each(payers, { state: 'sent', lastError: null });
    const ids = await Promise.all(payers.map(async (payer) => `<${(await mailOf(payer))?.id}@northwind.example>`));
    expect([...mails.taken].sort()).toEqual(ids.sort());
    // What was read and broken off came again under the same name.
    expect(mails.brokenOff.every((id) => mails.taken.includes(id))).toBe(true);
    await expectAgreement(world);
  },
);

test('F32: an address that refuses for good is written down with the reason, once, and not tried again', async () => {
  const payer = await makePayer();
  const { personId } = payer.actor;
  await db.person.update({ where: { id: personId }, data: { email: NEVER } });
  await payer.invoices(1);
  const input = await payer.payAll(await payer.saveCard('pm_card_visa'));
  expect(await startPayment(payer.actor, input, new Date())).toMatchObject({ payment: { state: 'succeeded' } });
  await each([payer], { state: 'failed', attempts: 1, lastError: expect.stringContaining('550') as string });
  expect(await waitingJobs()).toEqual([]);
  await expectAgreement(world);
});
