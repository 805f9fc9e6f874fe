import { dateIn } from '~/lib/dates';
import { db } from '~/lib/db.server';

let zones: Promise<string[]> | undefined;

/**
 * The zones that both the database and this program know by the same name. One that the database does not know would
 * stop the charges of a date of every vendor, which are looked for in one statement. Asked once.
 */
export function listTimeZones(): Promise<string[]> {
  zones ??= readZones().catch((error: unknown) => {
    zones = undefined;
    throw error;
  });
  return zones;
}

async function readZones(): Promise<string[]> {
  // all vendors: what the database itself knows.
  const rows = await db.$queryRaw<{ name: string }[]>`
    SELECT name FROM pg_timezone_names WHERE name = 'UTC' OR name ~ '^(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)/'
    ORDER BY name <> 'UTC', name`;
  return rows.map(({ name }) => name).filter(isKnownHere);
}

function isKnownHere(timeZone: string): boolean {
  try {
    dateIn(timeZone, new Date(0));
    return true;
  } catch {
    return false;
  }
}
