import type { CalendarDate } from '~/lib/dates';
import type { Tx } from '~/lib/db.server';
import { ANNOUNCEMENTS } from './mail-list';

type What = {
  vendorId: string;
  /** The invoice, or the charge: its mails are known by it, and say under it on which day it is charged. */
  id: string;
  /** What makes those mails unique that tell of it among others. */
  keys?: readonly string[];
  /** The day that mails told that were written before it was kept what they tell. */
  before: CalendarDate;
};

/** The day on which a customer was last told that something is charged, by a mail that is sent or on its way; null where none told them. */
export async function lastTold(tx: Tx, { vendorId, id, keys = [], before }: What): Promise<CalendarDate | null> {
  const [told] = await tx.$queryRaw<{ day: CalendarDate }[]>`
    WITH mails AS (
      SELECT m.id, m.kind, m.state, m.tells FROM outgoing_mails m
      WHERE m.vendor_id = ${vendorId}::uuid AND substring(m.dedupe_key FROM '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}') = ${id}
      UNION ALL SELECT m.id, m.kind, m.state, m.tells FROM outgoing_mails m WHERE m.vendor_id = ${vendorId}::uuid AND m.dedupe_key = ANY(${[...keys]}::text[])
    ), days AS (
      SELECT id, CASE WHEN tells IS NULL AND kind = ANY(${[...ANNOUNCEMENTS]}::text[]) THEN ${before} ELSE tells ->> ${id} END AS day FROM mails WHERE state <> 'failed'
    )
    SELECT day FROM days WHERE day IS NOT NULL ORDER BY id DESC LIMIT 1`;
  return told?.day ?? null;
}
