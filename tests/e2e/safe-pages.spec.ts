import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '~server/sources';
import { expect, expectAccessible, openAsPayer, signIn, test } from '~tests/support/house';
import { CARDS, payButton, typeCard } from '~tests/support/pay-page';

/** Every script of a stranger that the pay page may load; a new one is a decision, not an accident. */
const GATEWAY_SCRIPTS = ['/stripe.js'];

test('S34: the pay page runs our own build and the gateway’s script, and nothing else', async ({ page, house }) => {
  const scripts = new Set<string>();
  page.on('request', (request) => {
    if (request.resourceType() === 'script' && request.frame() === page.mainFrame()) scripts.add(request.url());
  });
  await openAsPayer(page, house, 2, '/pay?all=1');
  await typeCard(page, CARDS.pays);
  const ours = [...scripts].filter((url) => new URL(url).origin === house.url);
  const theirs = [...scripts].filter((url) => new URL(url).origin !== house.url);
  expect(ours.length).toBeGreaterThan(3);
  for (const url of ours) expect(existsSync(join(root, 'build', 'client', new URL(url).pathname)), url).toBe(true);
  expect(theirs.map((url) => new URL(url).pathname)).toEqual(GATEWAY_SCRIPTS);
});

test('S51: what is typed into the card fields never reaches us', async ({ page, house }) => {
  const bodies: string[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).origin === house.url) bodies.push(`${request.url()} ${request.postData() ?? ''}`);
  });
  await openAsPayer(page, house, 1, '/pay?all=1');
  await typeCard(page, CARDS.pays);
  await payButton(page).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Paid/ })).toBeVisible();
  expect(bodies.some((body) => body.includes('confirmationTokenId'))).toBe(true);
  for (const body of bodies) expect(body.replaceAll(/\D/g, '')).not.toContain(CARDS.pays);
});

test.describe(() => {
  test.use({ expectedNoise: /Content Security Policy/ });

  test('S32: each answer has a nonce of its own, and a script without it does not run', async ({ page, house, request }) => {
    const nonceOf = async () => /'nonce-([^']+)'/.exec((await request.get('/sign-in')).headers()['content-security-policy'] ?? '')?.[1] ?? '';
    const [first, second] = [await nonceOf(), await nonceOf()];
    expect(first).not.toBe(second);
    expect(Buffer.from(first, 'base64').length).toBeGreaterThanOrEqual(16);
    await page.route('**/sign-in', async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: (await answer.text()).replace('</body>', '<script>window.injected = true</script></body>') });
    });
    const refused = page.waitForEvent('console', (message) => message.text().includes('Content Security Policy'));
    await page.goto(`${house.url}/sign-in`);
    await refused;
    expect(await page.evaluate(() => 'injected' in window)).toBe(false);
  });
});

test('S1: a link that scanners have opened and run still signs its asker in, by the button alone', async ({ page, house, browser, request }) => {
  const { makePayer } = await import('~tests/support/payer');
  const { db } = await import('~/lib/db.server');
  const payer = await makePayer();
  const { email } = await db.person.findUniqueOrThrow({ where: { id: payer.actor.personId } });
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible();
  const link = async () => /https?:\/\/\S+\/sign-in\/link\/\S+/.exec(((await (await request.get('/outbox.json')).json()) as { to: string; text: string }[]).find(({ to }) => to.includes(email))?.text ?? '')?.[0];
  await expect.poll(link).toBeTruthy();
  const address = new URL((await link())!).pathname;

  const scanner = await browser.newContext({ baseURL: house.url });
  for (let n = 0; n < 5; n += 1) {
    const robot = await scanner.newPage();
    expect((await robot.goto(address))?.status()).toBe(200);
    await robot.close();
  }
  expect((await scanner.cookies()).filter(({ name }) => name === '__Host-quittance')).toEqual([]);
  await scanner.close();

  await page.goto(address);
  await expectAccessible(page);
  await page.getByRole('button', { name: /^Sign in/ }).click();
  await expect(page).toHaveURL(/\/invoices/);
});

test('somebody else’s payment, invoice and receipt do not exist', async ({ page, house }) => {
  const { makePayer } = await import('~tests/support/payer');
  const stranger = await makePayer();
  const [invoice] = await stranger.invoices(1);
  const payer = await makePayer();
  await signIn(page.context(), house, payer);
  for (const path of [`/invoices/${invoice!.id}`, `/payments/${invoice!.id}`, `/receipts/${invoice!.id}`, '/no-such-page']) {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(404);
    await expectAccessible(page);
  }
});
