import { randomBytes } from 'node:crypto';

/** 144 random bits, new for every answer. */
export const newNonce = () => randomBytes(18).toString('base64');

export const CSP_REPORT_PATH = '/csp-reports';

export type Policy = {
  /** Where Stripe.js comes from and puts its frames, and where it calls. */
  script: string[];
  frame: string[];
  connect: string[];
  image: string[];
};

/** The places of the gateway: Stripe's own, or those of the server that stands in for it. */
export function gatewayPolicy(gateway: { scriptUrl: string | undefined; apiBase: string | undefined }): Policy {
  if (gateway.scriptUrl === undefined) {
    const js = ['https://js.stripe.com', 'https://*.js.stripe.com'];
    return {
      script: js,
      frame: [...js, 'https://hooks.stripe.com'],
      connect: ['https://api.stripe.com'],
      image: ['https://*.stripe.com'],
    };
  }
  const script = new URL(gateway.scriptUrl).origin;
  const origins = [...new Set([script, ...(gateway.apiBase === undefined ? [] : [new URL(gateway.apiBase).origin])])];
  return { script: [script], frame: origins, connect: origins, image: [] };
}

export function contentSecurityPolicy(nonce: string, gateway: Policy, dev: boolean): string {
  return [
    `default-src 'self'`,
    `script-src 'nonce-${nonce}' 'strict-dynamic' ${gateway.script.join(' ')}`,
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data: ${gateway.image.join(' ')}`.trim(),
    `font-src 'self'`,
    `connect-src 'self' ${gateway.connect.join(' ')}${dev ? ' ws:' : ''}`,
    `frame-src ${gateway.frame.join(' ')}`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
    `report-uri ${CSP_REPORT_PATH}`,
  ].join('; ');
}

/** A payment link's own address holds its token, and no form of ours stands there: no browser is to pass it on. */
export const holdsToken = (path: string) => path.startsWith('/l/');

/**
 * The same for every answer. Referrer-Policy must not be no-referrer: browsers then send "Origin: null" with
 * plain forms, which the origin check refuses. COOP leaves pop-ups alone, which wallets and 3-D Secure need.
 */
export function fixedHeaders(paymentOrigins: string[]): [string, string][] {
  const payment = [
    'self',
    ...paymentOrigins.filter((origin) => !origin.includes('*')).map((origin) => `"${origin}"`),
  ].join(' ');
  return [
    ['Strict-Transport-Security', 'max-age=63072000; includeSubDomains'],
    ['X-Content-Type-Options', 'nosniff'],
    ['X-Frame-Options', 'DENY'],
    ['Referrer-Policy', 'strict-origin-when-cross-origin'],
    ['Cross-Origin-Opener-Policy', 'same-origin-allow-popups'],
    [
      'Permissions-Policy',
      `payment=(${payment}), camera=(), microphone=(), geolocation=(), usb=(), browsing-topics=()`,
    ],
  ];
}
