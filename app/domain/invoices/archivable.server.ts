import { sql } from '~/lib/db.server';

/** SQL: the invoice `i` cannot be put away: a payment holds some of it, or its customer disputes it and waits for an answer. */
export const notArchivableSql = sql`
  (i.archived_at IS NULL AND (i.in_flight_minor > 0 OR (i.voided_at IS NULL AND (i.disputed_at IS NOT NULL OR i.disputed_minor > 0))))`;
