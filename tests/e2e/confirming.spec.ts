import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts, startProduct } from '../support/product';
import { expect, expectAccessible, test } from './journey';
import { codeIn, expectPaid, heading, mailNumber, payButton, askForCode } from './steps';

const ADA = 'ada@fabrikam.example';

/** A product whose gateway this test may break: the other journeys share theirs. */
const breakable = test.extend<{
  product: { url: string; ctl(method: string, path: string, body?: object): Promise<unknown> };
}>({
  // eslint-disable-next-line no-empty-pattern
  product: async ({}, use) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'quittance-e2e-'));
    const [port, sandboxPort] = await freePorts(2);
    const running = await startProduct({
      DATA_DIR: dataDir,
      PORT: String(port),
      SANDBOX_PORT: String(sandboxPort),
      GATEWAY_TIMEOUT_MS: '1000',
    });
    await use({
      url: `http://localhost:${port}`,
      async ctl(method, path, body) {
        const answer = await fetch(`${running.sandboxUrl}/_ctl${path}`, {
          method,
          ...(body && { body: JSON.stringify(body) }),
        });
        if (!answer.ok) throw new Error(`${method} /_ctl${path}: ${answer.status} ${await answer.text()}`);
        return answer.json();
      },
    });
    const { base } = JSON.parse(readFileSync(join(dataDir, 'database.json'), 'utf8')) as { base: string };
    running.signal('SIGTERM');
    await running.ended;
    for (const folder of [base, dataDir]) rmSync(folder, { recursive: true, force: true });
  },
  baseURL: ({ product }, use) => use(product.url),
});

breakable(
  'F6, F38: while the answer is missing the page says so through reloads and comings back, then follows to the end by itself',
  async ({ page, product, isMobile }) => {
    breakable.skip(isMobile, 'the page is the same; a product of its own takes long enough once');
    await askForCode(page, ADA);
    await page.getByLabel('Six-digit code').fill(codeIn(await mailNumber(page, ADA, 1)));
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: /^Pay all 12 · / }).click();
    await page.getByRole('radio', { name: /ending in 4242/ }).check();

    await product.ctl('POST', '/webhooks', { mode: 'hold' });
    await product.ctl('POST', '/faults', { route: 'POST /v1/payment_intents', kind: 'bare-502', count: 100 });
    await product.ctl('POST', '/faults', { route: 'GET /v1/**', kind: '500-before', count: 100 });
    await payButton(page).click();
    const checking = heading(page, 'We are checking with the bank');
    await expect(checking).toBeVisible();
    await expect(page.getByText('You will not be charged twice.')).toBeVisible();
    await expectAccessible(page);
    await page.reload();
    await expect(checking).toBeVisible();
    await page.goto('/pay?all=1&currency=USD');
    await expect(heading(page, 'Your payment is under way')).toBeVisible();
    await expect(payButton(page)).toHaveCount(0);
    await page.getByRole('link', { name: 'Open', exact: true }).click();
    await expect(checking).toBeVisible();

    await product.ctl('DELETE', '/faults');
    await product.ctl('POST', '/webhooks', { mode: 'deliver' });
    await product.ctl('POST', '/webhooks/release');
    await expectPaid(page);
    const { charges } = (await product.ctl('GET', '/truth')) as { charges: { amount: number }[] };
    // The demo's own batch charges other customers meanwhile.
    expect(charges.filter(({ amount }) => amount === 18_204_50)).toHaveLength(1);
  },
);
