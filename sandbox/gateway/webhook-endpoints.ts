import { API_VERSION } from '../keys';
import { newId, randomText } from '../state/ids';
import type { WebhookEndpointRow } from '../state/records';
import { badParam, noSuch } from '../wire/api-error';
import { clearable, flag, list as listOf, required, text } from '../wire/params';
import { mergeMetadata, metadata } from '../wire/metadata';
import { page, paging } from '../wire/paging';
import { route } from '../wire/route';

/** The secret is told once, at creation. */
function withoutSecret({ secret: _secret, ...endpoint }: WebhookEndpointRow): object {
  return endpoint;
}

export const webhookEndpointRoutes = [
  route('POST', '/v1/webhook_endpoints', {
    params: {
      url: required(text),
      enabled_events: required(listOf(text)),
      description: clearable,
      metadata,
      api_version: text,
      connect: flag,
    },
    check(p) {
      if (!URL.canParse(p.url))
        throw badParam('Invalid URL: An explicit scheme (such as https) must be provided.', 'url_invalid', 'url');
    },
    run: ({ work, params: p }) =>
      work.put('webhook_endpoint', {
        id: newId('we'),
        object: 'webhook_endpoint',
        api_version: p.api_version ?? API_VERSION,
        application: null,
        created: work.now,
        description: p.description || null,
        enabled_events: p.enabled_events,
        livemode: false,
        metadata: mergeMetadata(null, p.metadata),
        secret: `whsec_${randomText(32)}`,
        status: 'enabled',
        url: p.url,
      }),
  }),
  route('GET', '/v1/webhook_endpoints', {
    params: paging,
    run({ work, params: p, path }) {
      const found = page(work.books.webhook_endpoint, path, p);
      return { ...found, data: found.data.map(withoutSecret) };
    },
  }),
  route('GET', '/v1/webhook_endpoints/:id', {
    params: {},
    run({ work, id }) {
      const row = work.books.webhook_endpoint.get(id);
      if (!row) throw noSuch('webhook_endpoint', id);
      return withoutSecret(row);
    },
  }),
  route('DELETE', '/v1/webhook_endpoints/:id', {
    params: {},
    run({ work, id }) {
      if (!work.books.webhook_endpoint.get(id)) throw noSuch('webhook_endpoint', id);
      work.state.delete(work.books, 'webhook_endpoint', id);
      return { id, object: 'webhook_endpoint', deleted: true };
    },
  }),
];
