import { giveCredit } from '../support/credits';
import { makePayer, moneyOf, passOnFees } from '../support/product-data';
import { enter, expect, expectAccessible, test } from './journey';
import { bank, chooseNewCard, chooseSaved, expectPaid, payButton } from './steps';

test('the fee of a new credit card is told before anything is charged, and nobody types the card twice', async ({
  page,
  arrive,
}) => {
  const me = await arrive({ invoices: [{ count: 2 }], cards: ['pm_card_visa_debit'] });
  await passOnFees(me);
  await page.goto('/pay?currency=USD&all=1');
  await expect(payButton(page)).toHaveText('Pay $200.00');
  await chooseNewCard(page, 'asksBank');
  await payButton(page).click();
  await expect(page.getByText('Nothing was charged yet: paying with a credit card adds a fee of $5.00.')).toBeVisible();
  await expect(payButton(page)).toHaveText('Pay $205.00');
  await expect(page.getByText('Credit card fee (2.5%)').locator('visible=true').first()).toBeVisible();
  expect((await moneyOf(me)).states).toEqual([]);
  await expectAccessible(page);
  // The total follows the method, back and forth, and the card that was read stays.
  await chooseSaved(page, '5556');
  await expect(payButton(page)).toHaveText('Pay $200.00');
  await page.getByRole('radio', { name: /Another card/ }).check();
  await expect(payButton(page)).toHaveText('Pay $205.00');
  await payButton(page).click();
  await bank(page).getByRole('button', { name: 'Complete authentication' }).click();
  await expectPaid(page);
  await expect(page.getByText('$5.00')).toBeVisible();
  expect(await moneyOf(me)).toEqual({ charged: ['20500 USD'], succeeded: ['20500 USD'], states: ['succeeded'] });
});

test('credit that came while the payer was looking lowers the fee too; both are told and the total is paid', async ({
  page,
  arrive,
}) => {
  const me = await arrive({ invoices: [{ count: 2 }], cards: ['pm_card_visa'] });
  await passOnFees(me);
  await giveCredit(me, 8_000n, new Date());
  await page.goto('/pay?currency=USD&all=1');
  await expect(payButton(page)).toHaveText('Pay $123.00');
  await giveCredit(me, 4_000n, new Date());
  await payButton(page).click();
  await expect(page.getByText('the fee and the credit changed while you were looking')).toBeVisible();
  await expect(page.getByText('The fee for paying with a credit card is $2.00, not $3.00.')).toBeVisible();
  await expect(payButton(page)).toHaveText('Pay $82.00');
  expect((await moneyOf(me)).states).toEqual([]);
  await expectAccessible(page);
  await payButton(page).click();
  await expectPaid(page);
  expect(await moneyOf(me)).toEqual({ charged: ['8200 USD'], succeeded: ['8200 USD'], states: ['succeeded'] });
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });
  test('the page comes back with the fee of the method that was chosen, and then pays that total', async ({
    page,
    context,
  }) => {
    const me = await makePayer({ invoices: [{ count: 2 }], cards: ['pm_card_visa_debit', 'pm_card_visa'] });
    await passOnFees(me);
    await enter(context, me);
    await page.goto('/pay?currency=USD&all=1');
    await expect(payButton(page)).toHaveText('Pay $200.00');
    await chooseSaved(page, '4242');
    await payButton(page).click();
    await expect(
      page.getByText('Nothing was charged yet: paying with a credit card adds a fee of $5.00.'),
    ).toBeVisible();
    await expect(page.getByRole('radio', { name: /ending in 4242/ })).toBeChecked();
    await expect(payButton(page)).toHaveText('Pay $205.00');
    expect((await moneyOf(me)).states).toEqual([]);
    await payButton(page).click();
    await expectPaid(page);
    expect((await moneyOf(me)).charged).toEqual(['20500 USD']);
  });
});
