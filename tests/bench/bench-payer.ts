import type { BenchHouse } from './bench-house';
import { makePayer, type Payer } from '~tests/support/payer';

export type BenchPayer = { payer: Payer; vendorId: string; customerId: string; cookie: string; methodId: string };

export async function openBenchPayer(values: { vendorId?: string } = {}): Promise<BenchPayer> {
  const { createSession } = await import('~/auth/sessions.server');
  const payer = await makePayer(values);
  const { vendorId, customerId, personId, contactId } = payer.actor;
  const { methodId } = await payer.saveCard('pm_card_visa');
  const { cookie } = await createSession({ personId, contactId, now: new Date() });
  return { payer, vendorId, customerId, cookie, methodId };
}

/** The pay page as the browser gets it, and from it the form that pays. */
export async function readPayForm({ product }: BenchHouse, { cookie, methodId }: BenchPayer): Promise<URLSearchParams> {
  const page = await fetch(`${product.url}/pay?currency=USD&all=1`, { headers: { cookie } });
  const html = await page.text();
  if (!page.ok) throw new Error(`the pay page answered ${page.status}: ${html.slice(0, 400)}`);
  const form = new URLSearchParams({ method: methodId, inPlace: '1' });
  for (const name of ['paymentId', 'currency', 'quote']) {
    const value = new RegExp(`name="${name}"[^>]* value="([^"]*)"`).exec(html)?.[1];
    if (value === undefined) throw new Error(`the pay page has no field ${name}`);
    form.set(name, value);
  }
  return form;
}

/** Presses Pay; it must end at the payment's page, which is where a settled payment leads. */
export async function postPayment({ product }: BenchHouse, { cookie }: BenchPayer, form: URLSearchParams): Promise<void> {
  const answer = await fetch(`${product.url}/pay?currency=USD&all=1`, {
    method: 'POST',
    headers: { cookie, origin: product.url, 'sec-fetch-site': 'same-origin' },
    body: form,
    redirect: 'manual',
  });
  const text = await answer.text();
  if (answer.status !== 303) throw new Error(`paying answered ${answer.status}: ${text.slice(0, 400)}`);
}
