import { giveCredit } from '../support/credits';
import { makePayer, moneyOf } from '../support/product-data';
import { enter, expect, expectAccessible, test } from './journey';
import { expectPaid, heading, payButton } from './steps';

test('credit pays its share unless it is kept, and the receipt says so', async ({ page, arrive }) => {
  const me = await arrive({ invoices: [{ count: 2 }], cards: ['pm_card_visa'] });
  await giveCredit(me, 8_000n, new Date());
  await page.goto('/pay?currency=USD&all=1');
  await expect(page.getByText('Used for this payment, on what is due first.')).toBeVisible();
  await expect(payButton(page)).toHaveText('Pay $120.00');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Keep it for later' }).click();
  await expect(payButton(page)).toHaveText('Pay $200.00');
  await page.getByRole('link', { name: 'Use it now' }).click();
  await expect(payButton(page)).toHaveText('Pay $120.00');
  await payButton(page).click();
  await expectPaid(page);
  await expect(page.getByText('Credit used')).toBeVisible();
  await expectAccessible(page);
  expect(await moneyOf(me)).toEqual({ charged: ['12000 USD'], succeeded: ['12000 USD'], states: ['succeeded'] });
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });
  test('what credit covers wholly is paid with it, and no card is asked for or charged', async ({ page, context }) => {
    const me = await makePayer({ invoices: [{ count: 1 }] });
    await giveCredit(me, 25_000n, new Date());
    await enter(context, me);
    await page.goto('/pay?currency=USD&all=1');
    await expect(page.getByText('$100.00 of it is used for this payment.')).toBeVisible();
    await expect(page.getByRole('radio')).toHaveCount(0);
    await page.getByRole('button', { name: 'Pay with $100.00 credit' }).locator('visible=true').click();
    await expectPaid(page);
    expect((await moneyOf(me)).charged).toEqual([]);
    await page.goto('/invoices');
    await expect(heading(page, 'You owe nothing')).toBeVisible();
  });
});
