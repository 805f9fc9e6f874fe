import { provideEnv } from '../app/lib/env.server';
import { openEmbeddedDatabase } from './embedded-database';
import type { Settings } from './settings';

export type OpenDatabase = { url: string; folder: string | null; close: () => Promise<void> };

/** The configured database, or the embedded one of the data folder; the configuration says which from then on. */
export async function openDatabase(settings: Settings): Promise<OpenDatabase> {
  const { DATABASE_URL: url } = settings.env;
  if (url !== undefined) return { url, folder: null, close: async () => undefined };
  const embedded = await openEmbeddedDatabase(settings.dataDir());
  provideEnv({ DATABASE_URL: embedded.url });
  return embedded;
}
