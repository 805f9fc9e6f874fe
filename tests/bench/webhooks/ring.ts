import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';

export type Rung = { ms: number; status: number };

/** Posts signed bodies over a few kept connections, each as soon as the one before it is answered. */
export async function ring(
  url: string,
  bodies: readonly string[],
  secret: string,
  connections: number,
): Promise<Rung[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const rung: Rung[] = [];
  let next = 0;
  const work = async () => {
    for (let body = bodies[next++]; body !== undefined; body = bodies[next++])
      rung.push(await post(url, body, secret, agent));
  };
  await Promise.all(Array.from({ length: connections }, work));
  agent.destroy();
  return rung;
}

function post(url: string, body: string, secret: string, agent: Agent): Promise<Rung> {
  const time = Math.floor(Date.now() / 1_000);
  const signature = `t=${time},v1=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}`;
  const began = performance.now();
  return new Promise((resolve) => {
    const done = (status: number) => resolve({ ms: performance.now() - began, status });
    const sent = request(url, {
      method: 'POST',
      agent,
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'stripe-signature': signature,
      },
    });
    sent.on('response', (answer) => answer.resume().on('end', () => done(answer.statusCode ?? 0)));
    sent.on('error', () => done(0));
    sent.end(body);
  });
}
