import { provideEnv } from '../app/lib/env.server';
import { openEmbeddedDatabase } from './embedded-database';
import type { Settings } from './settings';

/** The configured database, or the embedded one of the data folder; the configuration says which from then on. */
export async function openDatabase(settings: Settings): Promise<{ url: string; close: () => Promise<void> }> {
  const { DATABASE_URL: url } = settings.env;
  if (url !== undefined) return { url, close: async () => undefined };
  const embedded = await openEmbeddedDatabase(settings.dataDir());
  provideEnv({ DATABASE_URL: embedded.url });
  return embedded;
}
