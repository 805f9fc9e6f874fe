import { makePayer, moneyOf } from '../support/product-data';
import { expect, test } from './journey';
import { askForCode, codeIn, expectPaid, heading, mailNumber, payButton } from './steps';

test.use({ javaScriptEnabled: false });

test('signs in, ticks two, reviews and pays with a saved card, all without scripts', async ({ page }) => {
  const me = await makePayer({ invoices: [{ count: 3 }], cards: ['pm_card_visa'] });
  await askForCode(page, me.email);
  await page.getByLabel('Six-digit code').fill(codeIn(await mailNumber(page, me.email, 1)));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(heading(page, 'You owe $300.00')).toBeVisible();
  await page.getByLabel(`Select ${me.invoices[0]?.number}`).check();
  await page.getByLabel(`Select ${me.invoices[2]?.number}`).check();
  await page.getByRole('button', { name: 'Review and pay what is ticked' }).click();
  await expect(heading(page, 'Pay 2 invoices at once')).toBeVisible();
  await expect(page.getByRole('radio', { name: /ending in 4242/ })).toBeChecked();
  await expect(page.getByText('Needs JavaScript.')).toBeVisible();
  await payButton(page).click();
  await expectPaid(page);
  await expect(page.getByRole('link', { name: 'Download receipt (PDF)' })).toBeVisible();
  expect(await moneyOf(me)).toEqual({ charged: ['20000 USD'], succeeded: ['20000 USD'], states: ['succeeded'] });
});
