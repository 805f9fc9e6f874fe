import { getConfig } from '~/lib/config.server';

/** The outbox shows mails that sign people in: it exists in demo and development alone. */
export function requireOutbox(): void {
  if (!getConfig().outbox) throw new Response('There is no such page.', { status: 404 });
}
