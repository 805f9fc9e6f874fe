import { allowParts, moneyOf } from '../support/product-data';
import { expect, test } from './journey';
import { bank, chooseNewCard, chooseSaved, expectPaid, heading, payButton } from './steps';

test('a payment that failed is tried again with the same invoices, at once and from the history', async ({
  page,
  arrive,
}) => {
  const me = await arrive({ invoices: [{ count: 3 }], cards: ['pm_card_visa'] });
  await page.goto('/invoices');
  await page.getByLabel(`Select ${me.invoices[0]?.number}`).check();
  await page.getByLabel(`Select ${me.invoices[1]?.number}`).check();
  await page.getByRole('button', { name: 'Review and pay $200.00' }).click();
  await chooseNewCard(page, 'asksBank');
  await payButton(page).click();
  await bank(page).getByRole('button', { name: 'Fail authentication' }).click();
  await expect(heading(page, 'The bank could not confirm that it was you.')).toBeVisible();

  // What was ticked is let go meanwhile.
  await page.goto('/invoices');
  await page.getByRole('button', { name: 'Clear' }).first().click();
  await expect(page.getByRole('button', { name: /^Review and pay/ })).toHaveCount(0);
  await page.goto('/payments');
  await page
    .getByRole('row', { name: /not paid/ })
    .getByRole('link')
    .first()
    .click();
  await page.getByRole('link', { name: 'Try again' }).click();
  await expect(heading(page, 'Pay 2 invoices at once')).toBeVisible();
  await chooseSaved(page, '4242');
  await payButton(page).click();
  await expectPaid(page);
  expect(await moneyOf(me)).toMatchObject({ charged: ['20000 USD'], states: ['failed', 'succeeded'] });
});

test('a part that failed is tried again as that part', async ({ page, arrive }) => {
  const me = await arrive({ invoices: [{ count: 2 }], cards: ['pm_card_visa'] });
  await allowParts(me, 1_000n);
  await page.goto('/pay?currency=USD&all=1&part=1');
  await page.getByLabel('Pay in all, USD').fill('150');
  await chooseNewCard(page, 'asksBank');
  await payButton(page).click();
  await bank(page).getByRole('button', { name: 'Fail authentication' }).click();
  await page.getByRole('link', { name: 'Try again' }).click();
  await expect(page.getByLabel(/^Amount for/).nth(1)).toHaveValue('50.00');
  await chooseSaved(page, '4242');
  await payButton(page).click();
  await expectPaid(page);
  expect(await moneyOf(me)).toMatchObject({ charged: ['15000 USD'], states: ['failed', 'succeeded'] });
});
