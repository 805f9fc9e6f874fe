import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { getConnInfo } from '@hono/node-server/conninfo';
import { serveStatic } from '@hono/node-server/serve-static';
import type { HttpBindings } from '@hono/node-server';
import type { AppLoadContext, ServerBuild } from '@remix-run/node';
import { createRequestHandler } from '@remix-run/node';
import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import type { House } from './house';
import { cspReports } from './csp-reports';
import { healthRoutes } from './health';
import { hook, saysItsLength } from './hook';
import { checkOrigin } from './origin-check';
import { plainPage } from './plain-page';
import { routeNamer } from './route-patterns';
import {
  contentSecurityPolicy,
  CSP_REPORT_PATH,
  fixedHeaders,
  gatewayPolicy,
  holdsToken,
  newNonce,
} from './security-headers';
import { uploadLimit } from './uploads';

export type WebOptions = {
  /** APP_URL as configured; unset, our origin is the name we are reached by. */
  appUrl: string | undefined;
  gateway: { scriptUrl: string | undefined; apiBase: string | undefined };
  trustedProxies: number;
  /** Folder of the built client; null in development, where Vite serves it. */
  clientDir: string | null;
  /** In development made anew when a source changes. */
  load: () => Promise<{ build: ServerBuild; house: House }>;
  migrations: string[];
  /** Whether the process is being stopped. */
  draining: () => boolean;
};

type Variables = { request: AppLoadContext };
export type Web = { Bindings: HttpBindings; Variables: Variables };
type Next = Context<Web>;

const HOOK = '/hooks/stripe';
const BODY_LIMIT_BYTES = 256 * 1024;
const HOOK_LIMIT_BYTES = 1024 * 1024;
const ONE_YEAR_SECONDS = 31_536_000;

/** Everything that happens to a request before and after the app: whoever adds a page need not think of it. */
export function createWeb(options: WebOptions): Hono<Web> {
  const web = new Hono<Web>();
  web.use(frame(options));
  web.use(compress());
  web.route('/', healthRoutes(options));
  if (options.clientDir !== null) serveFiles(web, options.clientDir);
  web.post(CSP_REPORT_PATH, bodyLimit({ maxSize: 16 * 1024, onError: () => plainPage(413) }), cspReports(options.load));
  web.post(HOOK, onlyJson, hookLimit(), hook(options.load));
  web.use(guard(options.appUrl));
  web.all('*', toApp(options));
  web.onError(async (error, c) => {
    const { house } = await options.load();
    house.log.error({ requestId: c.get('request')?.requestId, err: error }, 'a request failed outside the app');
    return plainPage(500);
  });
  return web;
}

/** Names the request, sets the headers every answer carries, and counts it. */
function frame(options: WebOptions): MiddlewareHandler<Web> {
  const policy = gatewayPolicy(options.gateway);
  const headers = fixedHeaders(policy.script);
  const nameRoute = patterns(options);
  return async (c, next) => {
    const started = performance.now();
    const request: AppLoadContext = {
      nonce: newNonce(),
      requestId: randomUUID(),
      clientAddress: clientAddress(c, options.trustedProxies),
    };
    c.set('request', request);
    await next();
    const answer = c.res.headers;
    for (const [name, value] of headers) answer.set(name, value);
    if (holdsToken(c.req.path)) answer.set('Referrer-Policy', 'no-referrer');
    answer.set('X-Request-Id', request.requestId);
    answer.set('Content-Security-Policy', contentSecurityPolicy(request.nonce, policy, options.clientDir === null));
    for (const cookie of request.cookies ?? []) answer.append('Set-Cookie', cookie);
    if (!isStatic(c)) answer.set('Cache-Control', 'no-store');
    // While we are stopping, nobody should send a next request down this connection.
    if (options.draining()) answer.set('Connection', 'close');
    const { house, route } = await nameRoute(c);
    const seconds = (performance.now() - started) / 1_000;
    house.observeRequest({ route, method: c.req.method, status: c.res.status, seconds });
    house.log.debug(
      {
        requestId: request.requestId,
        route,
        method: c.req.method,
        status: c.res.status,
        ms: Math.round(seconds * 1_000),
      },
      'answered',
    );
  };
}

const OWN = ['/healthz', '/readyz', '/metrics', CSP_REPORT_PATH, HOOK];

function patterns(options: WebOptions) {
  let known: { build: ServerBuild; name: (path: string) => string } | undefined;
  return async (c: Next) => {
    const { build, house } = await options.load();
    if (known?.build !== build) known = { build, name: routeNamer(build.routes) };
    return { house, route: isStatic(c) ? 'static' : OWN.includes(c.req.path) ? c.req.path : known.name(c.req.path) };
  };
}

const isStatic = (c: Next) => c.res.headers.get('Cache-Control')?.startsWith('public') === true;

/** The address of whoever connected; behind proxies that we were told of, the one the outermost of them saw. */
function clientAddress(c: Next, trustedProxies: number): string {
  const socket = getConnInfo(c).remote.address ?? 'unknown';
  if (trustedProxies === 0) return socket;
  const seen = (c.req.header('x-forwarded-for') ?? '')
    .split(',')
    .map((address) => address.trim())
    .filter(Boolean);
  return seen.at(-trustedProxies) ?? socket;
}

/** Only addresses under which the build has something: to look for a file costs every page a few calls of the system. */
function serveFiles(web: Hono<Web>, clientDir: string): void {
  const files = serveStatic<Web>({
    root: clientDir,
    precompressed: true,
    index: '.none',
    onFound: (path, c) =>
      c.header(
        'Cache-Control',
        path.includes('/assets/') ? `public, max-age=${ONE_YEAR_SECONDS}, immutable` : 'public, max-age=3600',
      ),
  });
  for (const entry of readdirSync(clientDir, { withFileTypes: true }))
    web.use(entry.isDirectory() ? `/${entry.name}/*` : `/${entry.name}`, files);
}

/** The gateway's webhooks are JSON as it was signed; anything else is not from the gateway. */
const onlyJson: MiddlewareHandler<Web> = async (c, next) => {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json' || c.req.header('content-encoding') !== undefined) return plainPage(400);
  await next();
};

function hookLimit(): MiddlewareHandler<Web> {
  const tooLarge = () => plainPage(413);
  const measured = bodyLimit({ maxSize: HOOK_LIMIT_BYTES, onError: tooLarge });
  return async (c, next) => {
    if (!saysItsLength(c)) return measured(c, next);
    return Number(c.req.header('content-length')) > HOOK_LIMIT_BYTES ? tooLarge() : next();
  };
}

const READING = ['GET', 'HEAD'];

/** What our pages send; anything else could only fail while it is read. */
function kindOfForm(contentType: string | undefined): 'text' | 'files' | null {
  const type = contentType?.split(';')[0]?.trim().toLowerCase();
  if (type === 'application/x-www-form-urlencoded') return 'text';
  return type === 'multipart/form-data' ? 'files' : null;
}

/** Requests that may change something must come from our own pages; the gateway's, which are signed, have their own door. */
function guard(appUrl: string | undefined): MiddlewareHandler<Web> {
  const limit = (maxSize: number) => bodyLimit({ maxSize, onError: () => plainPage(413) });
  return async (c, next) => {
    const { method, path } = c.req;
    if (path === HOOK) return plainPage(405, { Allow: 'POST' });
    if (READING.includes(method)) return next();
    const verdict = checkOrigin(c.req.raw.headers, appUrl);
    if (verdict !== 'fine') return plainPage(verdict === 'malformed' ? 400 : 403);
    const kind = kindOfForm(c.req.header('content-type'));
    const most = kind === 'files' ? uploadLimit(path) : kind && BODY_LIMIT_BYTES;
    return most === null ? plainPage(400) : limit(most)(c, next);
  };
}

function toApp(options: WebOptions) {
  let made: { build: ServerBuild; handle: ReturnType<typeof createRequestHandler> } | undefined;
  return async (c: Next): Promise<Response> => {
    const { build, house } = await options.load();
    if (made?.build !== build)
      made = { build, handle: createRequestHandler(build, options.clientDir === null ? 'development' : 'production') };
    const request = c.get('request');
    const answer = await made.handle(forApp(c), request);
    if (answer.status === 500 && house.wasOutage(request)) return unavailable(answer);
    if (!DOCUMENT.test(answer.headers.get('Content-Type') ?? '')) return answer;
    return quietly(answer, (error) =>
      house.log.error({ requestId: request.requestId, err: error }, 'a document broke off'),
    );
  };
}

const DOCUMENT = /^(text\/csv|application\/(pdf|zip))\b/;

/** A document that fails while it is being written ends the connection; the server below would tell the reader why. */
function quietly(answer: Response, report: (error: unknown) => void): Response {
  const reader = answer.body?.getReader();
  if (!reader) return answer;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        report(error);
        controller.error(new Error('The document broke off.'));
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return new Response(body, answer);
}

/** An outage is not a mistake: the same request may succeed in a moment, and programs are told so. */
function unavailable(answer: Response): Response {
  const headers = new Headers(answer.headers);
  headers.set('Retry-After', '5');
  return new Response(answer.body, { status: 503, headers });
}

/**
 * `/invoices/<id>.pdf` is the route `/invoices/<id>/pdf`. The origin has been checked above; the app's framework
 * would check it again, against X-Forwarded-Host or the Host header of an inner proxy, and answer 500.
 */
function forApp(c: Next): Request {
  const request = c.req.raw;
  if (!READING.includes(request.method)) {
    const headers = new Headers(request.headers);
    headers.delete('origin');
    headers.delete('x-forwarded-host');
    return new Request(request, { headers });
  }
  const document = /^\/((?:vendor\/)?(?:invoices|refunds|credit-notes)|receipts)\/([^/]+)\.pdf$/.exec(c.req.path);
  if (!document) return request;
  const url = new URL(request.url);
  url.pathname = `/${document[1]}/${document[2]}/pdf`;
  return new Request(url, { method: request.method, headers: request.headers, signal: request.signal });
}
