import { Agent as PlainAgent, request as plain } from 'node:http';
import { Agent as SecureAgent, request as secure } from 'node:https';

const TIMEOUT_MS = 10_000;

/** Posts over kept-alive connections; `true` for a 2xx. Anything else, redirects included, is a failure. */
export class Poster {
  private readonly plainAgent = new PlainAgent({ keepAlive: true });
  private readonly secureAgent = new SecureAgent({ keepAlive: true });

  post(url: string, payload: string, signature: string): Promise<boolean> {
    return new Promise<boolean>((resolve) => {
      const encrypted = url.startsWith('https:');
      const body = Buffer.from(payload);
      const request = (encrypted ? secure : plain)(url, {
        method: 'POST',
        agent: encrypted ? this.secureAgent : this.plainAgent,
        timeout: TIMEOUT_MS,
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'content-length': body.length,
          'stripe-signature': signature,
          'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
        },
      });
      request.on('response', (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode! >= 200 && response.statusCode! < 300));
        response.on('error', () => resolve(false));
      });
      request.on('timeout', () => request.destroy(new Error('no answer in time')));
      request.on('error', () => resolve(false));
      request.end(body);
      // An address that cannot be called at all (a strange scheme) is just another failure.
    }).catch(() => false);
  }

  close(): void {
    this.plainAgent.destroy();
    this.secureAgent.destroy();
  }
}
