import { expect, it } from 'vitest';
import { contentSecurityPolicy, fixedHeaders, gatewayPolicy, newNonce } from './security-headers';

it('lets in Stripe’s own script, frames and calls, and nobody else’s', () => {
  const stripe = gatewayPolicy({ scriptUrl: undefined, apiBase: undefined });
  expect(contentSecurityPolicy('n', stripe, false)).toBe(
    "default-src 'self'; script-src 'nonce-n' 'strict-dynamic' https://js.stripe.com https://*.js.stripe.com; style-src 'self' 'unsafe-inline'; img-src 'self' data: https://*.stripe.com; font-src 'self'; connect-src 'self' https://api.stripe.com; frame-src https://js.stripe.com https://*.js.stripe.com https://hooks.stripe.com; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; report-uri /csp-reports",
  );
  expect(new Map(fixedHeaders(stripe.script)).get('Permissions-Policy')).toContain(
    'payment=(self "https://js.stripe.com")',
  );
});

it('names the places of another gateway once each', () => {
  const one = gatewayPolicy({ scriptUrl: 'http://127.0.0.1:3001/stripe.js', apiBase: 'http://127.0.0.1:3001' });
  expect(one).toEqual({
    script: ['http://127.0.0.1:3001'],
    frame: ['http://127.0.0.1:3001'],
    connect: ['http://127.0.0.1:3001'],
    image: [],
  });
});

it('a nonce has 144 bits', () => expect(Buffer.from(newNonce(), 'base64').length * 8).toBe(144));
