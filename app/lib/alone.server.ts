import { pool } from './db.server';

/**
 * Runs `work` unless some process is doing the same under this name; says whether it ran. The lock belongs to
 * a database connection, not to a transaction: no row waits while the work talks to the outside, and a killed
 * process lets go of it at once.
 */
export async function alone(name: string, work: () => Promise<void>): Promise<boolean> {
  const connection = await pool.connect();
  const ask = (call: string) =>
    connection.query<{ yes: boolean }>(`SELECT ${call}(hashtextextended($1, 0)) AS yes`, [name]);
  // A connection in doubt is closed, which frees whatever it still holds.
  const drop = () => connection.release(true);
  const mine = await ask('pg_try_advisory_lock').catch((error: unknown) => {
    drop();
    throw error;
  });
  if (!mine.rows[0]?.yes) {
    connection.release();
    return false;
  }
  try {
    await work();
  } finally {
    await ask('pg_advisory_unlock').then(() => connection.release(), drop);
  }
  return true;
}
