import { moneyOf } from '../support/product-data';
import { expect, expectAccessible, test } from './journey';
import { heading } from './steps';

test('a viewer sees everything and can pay nothing', async ({ page, arrive }) => {
  const me = await arrive({ role: 'viewer', invoices: [{ count: 2 }], cards: ['pm_card_visa'] });
  await page.goto('/invoices');
  await expect(heading(page, 'You owe $200.00')).toBeVisible();
  await expect(page.getByText('You may look at everything here, but not pay.').filter({ visible: true })).toBeVisible();
  await expect(page.getByRole('checkbox')).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^(Review and )?pay/i })).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole('link', { name: me.invoices[0]?.number }).click();
  await expect(heading(page, `Invoice ${me.invoices[0]?.number}`)).toBeVisible();
  await expect(page.getByRole('button', { name: /^pay/i })).toHaveCount(0);
  await expectAccessible(page);

  await page.goto('/pay?currency=USD&all=1');
  await expect(heading(page, 'You can look, but not pay')).toBeVisible();
  await expectAccessible(page);
  const headers = { origin: new URL(page.url()).origin };
  const form = { paymentId: me.actor.contactId, currency: 'USD', quote: '', method: me.methodIds[0] ?? '' };
  expect((await page.request.post('/pay?currency=USD&all=1', { form, headers })).status()).toBe(403);

  await page.goto('/payment-methods');
  await expect(page.getByText('Your role is viewer')).toBeVisible();
  await expect(page.getByRole('link', { name: /^Remove/ })).toHaveCount(0);
  const change = { intent: 'remove', methodId: me.methodIds[0] ?? '' };
  expect((await page.request.post('/payment-methods', { form: change, headers })).status()).toBe(403);
  expect(await moneyOf(me)).toEqual({ charged: [], succeeded: [], states: [] });
});
