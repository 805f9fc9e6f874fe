import { createAdaptorServer } from '@hono/node-server';
import { createRequestHandler, type ServerBuild } from '@remix-run/node';

/** The framework's own handler on a bare server. */
const build = (await import(
  new URL('../../../.cache/bench-bare/server/index.js', import.meta.url).href
)) as ServerBuild;
const handle = createRequestHandler(build, 'production');
const context = { nonce: '', requestId: '', clientAddress: '' };
const server = createAdaptorServer({ fetch: (request: Request) => handle(request, context) });
server.listen(Number.parseInt(process.env['PORT'] ?? '', 10), '127.0.0.1', () => console.log('Ready in a moment'));
process.on('SIGTERM', () => process.exit(0));
