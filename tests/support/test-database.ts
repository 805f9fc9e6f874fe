import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openEmbeddedDatabase } from '~server/embedded-database';
import { migrate } from '~server/migrate';

/** A migrated, empty database that no one connects to: whoever needs one copies it. */
export type TestDatabase = { templateUrl: string; close(): Promise<void> };

/** One real PostgreSQL for a whole run, in a folder of its own, gone when the run ends. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'quittance-test-'));
  const database = await openEmbeddedDatabase(folder, { temporary: true });
  await migrate(database.url);
  await sealTemplate(database.url);
  return {
    templateUrl: database.url,
    async close() {
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A database is copied only while nobody is connected to it, and pools let go late. */
async function sealTemplate(templateUrl: string): Promise<void> {
  const url = new URL(templateUrl);
  const template = url.pathname.slice(1);
  url.pathname = '/postgres';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query(`ALTER DATABASE ${template} ALLOW_CONNECTIONS false`);
  await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [template]);
  await client.end();
}
