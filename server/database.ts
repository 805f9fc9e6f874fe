import pg from 'pg';
import { errorCode, StartError } from './start-error';

const CONNECT_WITHIN_MS = 10_000;
const OLDEST_MAJOR = 17;

const WHY: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no host of that name',
  EAI_AGAIN: 'the name of the host cannot be looked up',
  ETIMEDOUT: 'it does not answer',
  EHOSTUNREACH: 'there is no way to that host',
  ENETUNREACH: 'there is no way to that network',
  '28P01': 'the password is not right',
  '28000': 'this user may not connect',
  '3D000': 'there is no database of that name',
  '53300': 'it has no free connection left',
  '57P03': 'it is starting or stopping',
};

/** Connects, or says in one sentence why not; the address is named without its password. */
export async function connectDatabase(databaseUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: CONNECT_WITHIN_MS });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await requireMajor(client, databaseUrl);
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    if (error instanceof StartError) throw error;
    const code = errorCode(error) ?? '';
    throw new StartError(
      `DATABASE_URL ${withoutPassword(databaseUrl)} cannot be reached: ${WHY[code] ?? (error as Error).message}.`,
    );
  }
}

async function requireMajor(client: pg.Client, databaseUrl: string): Promise<void> {
  const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
  const version = rows[0]?.server_version ?? '';
  if (Number.parseInt(version, 10) >= OLDEST_MAJOR) return;
  throw new StartError(
    `DATABASE_URL ${withoutPassword(databaseUrl)} is PostgreSQL ${version}; version ${OLDEST_MAJOR} or newer is needed.`,
  );
}

function withoutPassword(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  url.password = '';
  url.search = '';
  return url.href;
}
