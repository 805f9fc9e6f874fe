import { describe, expect, it } from 'vitest';
import { checkOrigin } from './origin-check';

const verdict = (headers: Record<string, string>, appUrl?: string) => checkOrigin(new Headers(headers), appUrl);

describe('without APP_URL, our origin is the name we were reached by', () => {
  it.each(['localhost:3000', '127.0.0.1:3000', '[::1]:3000', 'pay.example', '192.168.1.5:3000'])('%s', (host) => {
    expect(verdict({ host, origin: `http://${host}` })).toBe('fine');
    expect(verdict({ host, origin: `https://${host}` })).toBe('fine');
    expect(verdict({ host, origin: 'http://evil.test' })).toBe('foreign');
    expect(
      verdict({ host, origin: 'http://evil.test', 'x-forwarded-host': 'evil.test', forwarded: 'host=evil.test' }),
    ).toBe('foreign');
  });

  it('another port is another origin', () => {
    expect(verdict({ host: 'localhost:3000', origin: 'http://localhost:3001' })).toBe('foreign');
    expect(verdict({ host: 'localhost', origin: 'http://localhost:8080' })).toBe('foreign');
  });

  it('no Host is nobody', () => expect(verdict({ origin: 'http://localhost:3000' })).toBe('foreign'));
});

describe('with APP_URL, only that', () => {
  const appUrl = 'https://pay.example/some/path';

  it('whatever the Host header says', () => {
    expect(verdict({ host: '10.0.0.7:3000', origin: 'https://pay.example' }, appUrl)).toBe('fine');
    expect(verdict({ host: 'evil.test', origin: 'https://evil.test' }, appUrl)).toBe('foreign');
    expect(verdict({ host: 'pay.example', origin: 'http://pay.example' }, appUrl)).toBe('foreign');
  });

  it('a default port may be written or not', () =>
    expect(verdict({ origin: 'https://pay.example' }, 'https://pay.example:443')).toBe('fine'));
});

describe('what browsers say about where a request comes from', () => {
  const host = 'localhost:3000';
  const origin = 'http://localhost:3000';

  it.each(['cross-site', 'same-site', 'none', 'nonsense'])(
    'Sec-Fetch-Site %s is not us, whatever Origin says',
    (site) => {
      expect(verdict({ host, origin, 'sec-fetch-site': site })).toBe('foreign');
      expect(verdict({ host, 'sec-fetch-site': site })).toBe('foreign');
    },
  );

  it('same-origin is enough without Origin, but not against it', () => {
    expect(verdict({ host, 'sec-fetch-site': 'same-origin' })).toBe('fine');
    expect(verdict({ host, 'sec-fetch-site': 'same-origin', origin: 'null' })).toBe('foreign');
    expect(verdict({ host, 'sec-fetch-site': 'same-origin', origin: 'http://evil.test' })).toBe('foreign');
  });

  it('neither header is nobody', () => expect(verdict({ host })).toBe('foreign'));

  it.each([
    '',
    'localhost:3000',
    'http://',
    'http://[',
    'http://localhost:3000/',
    'http://localhost:3000, http://evil.test',
    'http://a b',
  ])('an Origin like "%s" is malformed', (bad) => {
    expect(verdict({ host, origin: bad })).toBe('malformed');
  });
});
