import { moneyOf, payOutside } from '../support/product-data';
import { expect, expectAccessible, test } from './journey';
import { chooseNewCard, chooseSaved, expectPaid, heading, payButton } from './steps';

test('what was paid stands in payments and receipts, on the invoice and in the outbox', async ({ page, arrive }) => {
  const me = await arrive({ invoices: [{ count: 2 }], cards: ['pm_card_visa'] });
  const [first] = me.invoices;
  if (!first) throw new Error('two invoices were asked for');
  await payOutside(me, first, 4_000n);
  await page.goto('/pay?currency=USD&all=1');
  await payButton(page).click();
  await expectPaid(page);
  expect((await moneyOf(me)).charged).toEqual(['16000 USD']);
  for (const address of [
    '/payments',
    '/receipts',
    `/invoices/${first.id}`,
    '/payment-methods',
    '/invoices',
    '/outbox',
  ]) {
    await page.goto(address);
    await expect(page.locator('h1')).toBeVisible();
    await expectAccessible(page);
  }
  await page.goto('/receipts');
  await page.getByRole('table', { name: 'Receipts, newest first' }).locator('tbody a').first().click();
  await expect(heading(page, /^Receipt /)).toBeVisible();
  await expectAccessible(page);
});

test('an address that is nobody’s is said to be so', async ({ page, arrive }) => {
  await arrive();
  for (const address of [
    '/no-such-page',
    '/payments/01890000-0000-7000-8000-000000000000',
    '/invoices/01890000-0000-7000-8000-000000000000',
    '/verify/nothing',
  ]) {
    const answer = await page.goto(address);
    expect(answer?.status(), address).toBe(404);
    await expect(page.locator('h1')).toBeVisible();
    await expect(page.getByRole('banner')).toHaveCount(address.startsWith('/verify') ? 0 : 1);
    await expectAccessible(page);
  }
});

test.describe('in the dark', () => {
  test.use({ colorScheme: 'dark' });

  test('invoices, pay and paid can be read', async ({ page, arrive }) => {
    await arrive({ invoices: [{ count: 3 }], cards: ['pm_card_visa'] });
    await page.goto('/invoices');
    await expectAccessible(page);
    await page.getByRole('button', { name: /^Pay all 3/ }).click();
    await chooseNewCard(page, 'fine');
    await expectAccessible(page);
    await chooseSaved(page, '4242');
    await payButton(page).click();
    await expectPaid(page);
    await expectAccessible(page);
  });
});
