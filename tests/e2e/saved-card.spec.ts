import { moneyOf } from '../support/product-data';
import { expect, expectAccessible, test } from './journey';
import { expectPaid, heading, payButton } from './steps';

test('pays all with a saved card', async ({ page, arrive }) => {
  const me = await arrive({ invoices: [{ count: 3 }], cards: ['pm_card_visa'] });
  await page.goto('/');
  await expect(heading(page, 'You owe $300.00')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Pay all 3 · $300.00' }).click();
  await expect(heading(page, 'Pay 3 invoices at once')).toBeVisible();
  await expectAccessible(page);
  await payButton(page).click();
  await expectPaid(page);
  await expectAccessible(page);
  expect(await moneyOf(me)).toEqual({ charged: ['30000 USD'], succeeded: ['30000 USD'], states: ['succeeded'] });
});
