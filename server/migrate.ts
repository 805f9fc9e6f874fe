import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runMigrations, Logger } from 'graphile-worker';
import type pg from 'pg';
import { connectDatabase } from './database';
import { root } from './sources';
import { StartError } from './start-error';

const folder = join(root, 'prisma', 'migrations');

type Migration = { name: string; script: string };

/** The names of all migrations of this release, oldest first. */
export function migrationNames(): string[] {
  return readMigrations().map(({ name }) => name);
}

/**
 * Brings the database to this release: our tables, then the queue's. Safe to run at every start and by several
 * processes at once, which wait for each other here. Keeps Prisma's usual `_prisma_migrations` table, so that
 * Prisma's own commands understand the database too. Answers what was applied.
 */
export async function migrate(databaseUrl: string): Promise<string[]> {
  const client = await connectDatabase(databaseUrl);
  try {
    await client.query(`SELECT pg_advisory_lock(hashtext('quittance migrations'))`);
    const pending = await findPending(client);
    if (pending.length > 0) await apply(databaseUrl);
    await runMigrations({ connectionString: databaseUrl, logger: new Logger(() => () => undefined) });
    return pending;
  } finally {
    await client.end();
  }
}

async function apply(databaseUrl: string): Promise<void> {
  // Large, and needed only when there is something to apply.
  const { openSchemaEngine } = await import('./schema-engine');
  const engine = await openSchemaEngine(databaseUrl);
  try {
    const lockfile = readFileSync(join(folder, 'migration_lock.toml'), 'utf8');
    await engine.applyMigrations({
      migrationsList: {
        baseDir: folder,
        lockfile: { path: 'migration_lock.toml', content: lockfile },
        shadowDbInitScript: '',
        migrationDirectories: readMigrations().map(({ name, script }) => ({
          path: name,
          migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: script } },
        })),
      },
      filters: { externalTables: [], externalEnums: [] },
    });
  } catch (error) {
    throw new StartError(`The migrations could not be applied: ${firstLines(error)}`);
  } finally {
    engine.free();
  }
}

async function findPending(client: pg.Client): Promise<string[]> {
  const { rows: tables } = await client.query<{ there: boolean }>(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there`,
  );
  const applied = new Map<string, string>();
  if (tables[0]?.there) {
    const { rows } = await client.query<{ migration_name: string; checksum: string }>(
      'SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
    );
    for (const row of rows) applied.set(row.migration_name, row.checksum);
  }
  return readMigrations()
    .filter(({ name, script }) => {
      const checksum = applied.get(name);
      if (checksum !== undefined && checksum !== createHash('sha256').update(script).digest('hex')) {
        throw new StartError(
          `Migration ${name} was changed after it had been applied to this database. Bring back the file as it was, or start on an empty database.`,
        );
      }
      return checksum === undefined;
    })
    .map(({ name }) => name);
}

function readMigrations(): Migration[] {
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'migration.sql')))
    .sort()
    .map((name) => ({ name, script: readFileSync(join(folder, name, 'migration.sql'), 'utf8') }));
}

const firstLines = (error: unknown) =>
  (error instanceof Error ? error.message : String(error)).split('\n').filter(Boolean).slice(0, 6).join(' ');
