import { createHash } from 'node:crypto';
import type { Context, Hono } from 'hono';
import { browserFile, browserScript } from '../browser-script';
import type { NodeEnv } from '../node-env';
import { PAYMENT_PAGE } from './payment-page';

const SCRIPT = 'text/javascript; charset=utf-8';
const STYLE = 'text/css; charset=utf-8';

/** What may run inside our frames: our own files. Fonts and styles of fonts may be the merchant's. */
export const FRAME_CSP =
  "default-src 'none'; script-src 'self'; style-src * 'unsafe-inline'; font-src * data:; connect-src 'self'; form-action *; base-uri 'none'; frame-ancestors *";

export function mountStatic(app: Hono<NodeEnv>): void {
  serve(app, '/stripe.js', SCRIPT, browserScript('host/stripe.js'));
  serve(app, '/elements/payment.js', SCRIPT, browserScript('frame/payment.js'));
  serve(app, '/elements/three-d-secure.js', SCRIPT, browserScript('frame/three-d-secure.js'));
  serve(app, '/elements/payment.css', STYLE, browserFile('frame/payment.css'));
  serve(app, '/elements/bank.css', STYLE, browserFile('frame/bank.css'));
  serve(app, '/elements/plain.css', STYLE, browserFile('frame/plain.css'));
  serve(app, '/elements/payment', 'text/html; charset=utf-8', PAYMENT_PAGE, { 'content-security-policy': FRAME_CSP });
}

/** Always asked for again, but sent only when it has changed. */
function serve(app: Hono<NodeEnv>, path: string, type: string, body: string, more: Record<string, string> = {}): void {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const headers = {
    etag,
    'cache-control': 'public, max-age=0, must-revalidate',
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    'x-content-type-options': 'nosniff',
    ...more,
  };
  app.get(path, (c: Context) => {
    if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers);
    return c.body(body, 200, { 'content-type': type, ...headers });
  });
}
