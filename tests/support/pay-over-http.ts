import type { ContactActor } from '~/auth/actor';

/** A contact at the product's door, with a session and a saved card. */
export type Visitor = { url: string; cookie: string; methodId: string };

export async function enter(url: string, { personId, contactId }: ContactActor, methodId: string): Promise<Visitor> {
  const { createSession } = await import('~/auth/sessions.server');
  const { cookie } = await createSession({ personId, contactId, now: new Date() });
  return { url, cookie, methodId };
}

/** The pay page as the browser gets it, and from it the form that pays. */
export async function readPayForm({ url, cookie, methodId }: Visitor): Promise<URLSearchParams> {
  const page = await fetch(`${url}/pay?currency=USD&all=1`, { headers: { cookie } });
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

/** Presses Pay; the answer is a redirect to the payment's page, or the page with the refusal in it. */
export async function postPayment({ url, cookie }: Visitor, form: URLSearchParams): Promise<Response> {
  const headers = { cookie, origin: url, 'sec-fetch-site': 'same-origin' };
  return fetch(`${url}/pay?currency=USD&all=1`, { method: 'POST', headers, body: form, redirect: 'manual' });
}
