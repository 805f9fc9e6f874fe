import { openTestDatabase } from './test-database';

/** Playwright starts one database for the run, before its workers, which inherit the address (house.ts). */
export default async function setup(): Promise<() => Promise<void>> {
  const database = await openTestDatabase();
  process.env['QUITTANCE_TEMPLATE_URL'] = database.templateUrl;
  return () => database.close();
}
