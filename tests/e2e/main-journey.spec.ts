import { readFile } from 'node:fs/promises';
import { expect, expectAccessible, test } from '~tests/support/house';
import { answerBank, bank, CARDS, expectPaid, payButton, typeCard } from '~tests/support/pay-page';
import { readPdf } from '~tests/support/read-pdf';

test.use({ seed: 'demo' });

type OutboxMail = { to: string; subject: string; text: string; attachments: { filename: string; url: string }[] };

test('sign in through the outbox, pay all twelve with a new card that asks, get the receipt', async ({ page, house, request }) => {
  const { db } = await import('~/lib/db.server');
  const fabrikam = await db.customer.findFirstOrThrow({ where: { name: 'Fabrikam Inc.' } });
  const open = await db.invoice.findMany({ where: { vendorId: fabrikam.vendorId, customerId: fabrikam.id, currency: 'USD', dueMinor: { gt: 0n } } });
  expect(open).toHaveLength(12);
  const { formatMoney, sumMinor } = await import('~/lib/money');
  const total = formatMoney(sumMinor(open.map(({ dueMinor }) => dueMinor ?? 0n)), 'USD');

  await page.goto('/');
  await expect(page).toHaveURL(/\/sign-in/);
  await expectAccessible(page);
  await page.getByLabel('E-mail address').fill('ada@fabrikam.example');
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible();
  await expectAccessible(page);

  const mailTo = async () => ((await (await request.get('/outbox.json')).json()) as OutboxMail[]).filter(({ to }) => to.includes('ada@fabrikam.example'));
  await expect.poll(mailTo).toHaveLength(1);
  const code = /^\d{6}$/m.exec((await mailTo())[0]?.text ?? '')?.[0] ?? '';
  await page.getByLabel('Six-digit code').fill(code);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();

  await expect(page.getByRole('heading', { level: 1, name: `You owe ${total}` })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: `Pay all 12 · ${total}` }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Pay 12 invoices at once' })).toBeVisible();
  await typeCard(page, CARDS.asks);
  await expectAccessible(page);
  await payButton(page).click();

  await expect(bank(page).getByRole('heading', { name: 'Confirm your payment' })).toBeVisible();
  await expectAccessible(page);
  await answerBank(page, 'Complete authentication');
  await expectPaid(page);
  await expectAccessible(page);

  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /Download receipt/ }).click()]);
  const receipt = readPdf(await readFile(await download.path()));
  expect(receipt.pages).toHaveLength(1);
  const words = receipt.pages.flat().map(({ text }) => text);
  expect(words).toContain(total);
  for (const { number } of open) expect(words.join(' ')).toContain(number);

  await expect.poll(async () => (await mailTo()).filter(({ attachments }) => attachments.length > 0)).toHaveLength(1);
  expect(await house.brokenRules()).toEqual([]);

  await page.goto('/invoices');
  await expect(page.getByRole('heading', { level: 1, name: /^You owe €/ })).toBeVisible();
  for (const path of ['/payments', '/receipts', '/payment-methods', '/outbox']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectAccessible(page);
  }
  await page.goto('/receipts');
  await page.getByRole('link', { name: /^R-/ }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: /^Receipt R-/ })).toBeVisible();
  await expectAccessible(page);
});
