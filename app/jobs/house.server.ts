import { setTimeout as sleep } from 'node:timers/promises';
import { db, pool } from '~/lib/db.server';
import { getConfig } from '~/lib/config.server';

/**
 * What the process that starts us needs of the app. The server bundle exports it, so that the start-up code
 * never loads a second copy of the app's modules (a second pool, a second configuration).
 */
export { getConfig };
export { log } from '~/lib/log.server';
export { observeRequest, registry } from '~/lib/metrics.server';
export { noteOutage, wasOutage } from '~/lib/outages.server';
export { readSignedEvent, receiveGatewayEvent } from '~/domain/payments/receive-gateway-event.server';
export { ensureSigningKey } from '~/domain/receipts/signing-key.server';
export { startWorker, type RunningWorker } from './worker.server';

/** Fills an empty database with the demo, and answers who can sign in there. */
export async function seedDemo(now: Date): Promise<readonly { email: string; note: string }[]> {
  const { seedDemo: seed } = await import('~/domain/demo/seed-demo.server');
  return (await seed({ now })).signIns;
}

/** Lets the demo's staff sign in, and answers how. Only where the gateway is the sandbox: everybody knows their password. */
export async function seedDemoStaff(): Promise<{
  password: string;
  signIns: readonly { email: string; note: string }[];
}> {
  const { seedDemoStaff: seed } = await import('~/auth/staff/seed-demo-staff.server');
  const { demoStaff, staffSignIns } = await import('~/domain/demo/demo-staff');
  await seed();
  return { password: demoStaff.password, signIns: staffSignIns };
}

/** The saved cards of the demo live at the gateway, so they come after it is up. */
export async function seedDemoMethods(now: Date): Promise<void> {
  const { seedDemoMethods: seed } = await import('~/domain/demo/seed-demo-methods.server');
  await seed({ now });
}

export type Readiness = { database: boolean; missingMigrations: string[]; workerSeenAt: string | null };

/** Whether the database answers and has every migration; who works is told, but does not make us unready. */
export async function readiness(migrations: string[]): Promise<Readiness> {
  try {
    const { rows } = await pool.query<{ applied: string[]; worker_seen_at: Date | null }>({
      text: `SELECT ARRAY(SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL) AS applied,
                    (SELECT max(seen_at) FROM worker_heartbeats) AS worker_seen_at`,
    });
    const applied = new Set(rows[0]?.applied);
    return {
      database: true,
      missingMigrations: migrations.filter((name) => !applied.has(name)),
      workerSeenAt: rows[0]?.worker_seen_at?.toISOString() ?? null,
    };
  } catch {
    return { database: false, missingMigrations: [], workerSeenAt: null };
  }
}

/** Somebody who holds a connection and hangs must not keep the process from ending; the server lets go of both. */
const CLOSE_WITHIN_MS = 5_000;

export async function closeDatabase(): Promise<void> {
  const closed = db.$disconnect().then(() => pool.end());
  await Promise.race([closed, sleep(CLOSE_WITHIN_MS, undefined, { ref: false })]);
}
