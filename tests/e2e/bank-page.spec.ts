import { moneyOf } from '../support/product-data';
import { expect, test } from './journey';
import { expectPaid, heading, payButton } from './steps';

test.use({ javaScriptEnabled: false });

test('without scripts a card that asks goes by way of the bank’s own page, and back', async ({ page, arrive }) => {
  const me = await arrive({ invoices: [{ count: 2 }], cards: ['pm_card_authenticationRequired'] });
  await page.goto('/pay?all=1');
  await payButton(page).click();
  await expect(heading(page, 'Your bank wants to know that it is you')).toBeVisible();
  await page.getByRole('link', { name: 'Continue at your bank' }).click();
  await page.getByRole('button', { name: 'Complete authentication' }).click();
  await expectPaid(page);
  await page.reload();
  await expectPaid(page);
  expect(await moneyOf(me)).toEqual({ charged: ['20000 USD'], succeeded: ['20000 USD'], states: ['succeeded'] });
});
