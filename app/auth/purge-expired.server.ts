import { db } from '~/lib/db.server';
import { log } from '~/lib/log.server';

const DAY_MS = 86_400_000;
const KEEP_REQUESTS_DAYS = 1;
const KEEP_SESSIONS_DAYS = 7;

/** Forgets what signing in leaves behind: requests a day after their time, sessions a week after their end, counters that have run out. Safe to repeat. */
export async function purgeExpired({ now }: { now: Date }): Promise<void> {
  const requestsBefore = new Date(now.getTime() - KEEP_REQUESTS_DAYS * DAY_MS);
  const sessionsBefore = new Date(now.getTime() - KEEP_SESSIONS_DAYS * DAY_MS);
  const requests = await db.$executeRaw`DELETE FROM sign_in_requests WHERE expires_at < ${requestsBefore}`;
  const sessions =
    await db.$executeRaw`DELETE FROM sessions WHERE expires_at < ${sessionsBefore} OR revoked_at < ${sessionsBefore}`;
  const staffSessions =
    await db.$executeRaw`DELETE FROM staff_sessions WHERE expires_at < ${sessionsBefore} OR revoked_at < ${sessionsBefore} -- all vendors: time passes for each`;
  const staffSignIns =
    await db.$executeRaw`DELETE FROM staff_sign_ins WHERE expires_at < ${requestsBefore} -- all vendors: time passes for each`;
  const challenges = await db.$executeRaw`DELETE FROM passkey_challenges WHERE expires_at < ${requestsBefore}`;
  const counters = await db.$executeRaw`DELETE FROM rate_limits WHERE expire < ${BigInt(now.getTime())}`;
  log.info(
    { requests, sessions, staffSessions, staffSignIns, challenges, counters },
    'purged what signing in left behind',
  );
}
