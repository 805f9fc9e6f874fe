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

/** `written`: a mail tells of it, or was to. `day`: which one it told last, among those that are sent or on their way; null where none told one. */
export type LastTold = { written: boolean; day: CalendarDate | null };

/** What a customer was told of the day on which something is charged. */
export async function lastTold(tx: Tx, { vendorId, id, keys = [], before }: What): Promise<LastTold> {
  const [told] = await tx.$queryRaw<[LastTold]>`
    WITH mails AS (
      SELECT m.id, m.kind, m.state, m.tells FROM outgoing_mails m
      WHERE m.vendor_id = ${vendorId}::uuid AND substring(m.dedupe_key FROM '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}') = ${id}
      UNION ALL SELECT m.id, m.kind, m.state, m.tells FROM outgoing_mails m WHERE m.vendor_id = ${vendorId}::uuid AND m.dedupe_key = ANY(${[...keys]}::text[])
    ), days AS (
      SELECT id, CASE WHEN tells IS NULL AND kind = ANY(${[...ANNOUNCEMENTS]}::text[]) THEN ${before} ELSE tells ->> ${id} END AS day FROM mails WHERE state <> 'failed'
    )
    SELECT EXISTS (SELECT FROM mails) AS written, (SELECT day FROM days WHERE day IS NOT NULL ORDER BY id DESC LIMIT 1) AS day`;
  return told;
}
