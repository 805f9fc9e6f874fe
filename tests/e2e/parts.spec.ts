import { allowParts, makePayer, moneyOf } from '../support/product-data';
import { enter, expect, expectAccessible, test } from './journey';
import { expectPaid, heading, payButton } from './steps';

test('one sum is spread over the invoices as it is typed, an amount is changed, and exactly that is paid', async ({
  page,
  arrive,
}) => {
  const me = await arrive({ invoices: [{ count: 3 }], cards: ['pm_card_visa'] });
  await allowParts(me, 1_000n);
  await page.goto('/pay?currency=USD&all=1');
  await page.getByRole('link', { name: 'Pay a part' }).click();
  await page.getByLabel('Pay in all, USD').fill('150');
  const amounts = page.getByLabel(/^Amount for/);
  await expect(amounts.nth(0)).toHaveValue('100.00');
  await expect(amounts.nth(1)).toHaveValue('50.00');
  await expect(amounts.nth(2)).toHaveValue('0.00');
  await page.getByLabel('Spread it').selectOption('To each in proportion');
  await expect(amounts.nth(2)).toHaveValue('50.00');
  await expectAccessible(page);

  await amounts.nth(2).fill('100.01');
  await expect(page.getByText('At most $100.00 is due.')).toBeVisible();
  await payButton(page).click();
  await expect(amounts.nth(2)).toBeFocused();
  await expectAccessible(page);
  await amounts.nth(2).fill('');
  await amounts.nth(2).press('Enter');
  await expect(payButton(page)).toHaveText('Pay $100.00');
  await payButton(page).click();
  await expectPaid(page);
  expect(await moneyOf(me)).toMatchObject({ charged: ['10000 USD'], states: ['succeeded'] });
  await page.goto('/invoices');
  await expect(heading(page, 'You owe $200.00')).toBeVisible();
});

test('less than the minimum is said and not paid; a vendor that takes no parts offers none', async ({
  page,
  arrive,
}) => {
  const me = await arrive({ invoices: [{ count: 2 }], cards: ['pm_card_visa'] });
  await page.goto('/pay?currency=USD&all=1&part=1');
  await expect(payButton(page)).toHaveText('Pay $200.00');
  await expect(page.getByRole('link', { name: 'Pay a part' })).toHaveCount(0);
  await allowParts(me, 5_000n);
  await page.reload();
  await page.getByLabel('Pay in all, USD').fill('49.99');
  await payButton(page).click();
  await expect(page.getByText('The least you can pay of these invoices is $50.00.')).toBeVisible();
  expect((await moneyOf(me)).charged).toEqual([]);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });
  test('the sum is spread by a button, and amounts typed beside it are shown before they are paid', async ({
    page,
    context,
  }) => {
    const me = await makePayer({ invoices: [{ count: 3 }], cards: ['pm_card_visa'] });
    await allowParts(me, 1_000n);
    await enter(context, me);
    await page.goto('/pay?currency=USD&all=1&part=1');
    await page.getByLabel('Pay in all, USD').fill('250');
    await page.getByRole('button', { name: 'Spread this sum' }).click();
    await expect(payButton(page)).toHaveText('Pay $250.00');
    const amounts = page.getByLabel(/^Amount for/);
    await expect(amounts.nth(2)).toHaveValue('50.00');
    await amounts.nth(0).fill('20');
    await payButton(page).click();
    await expect(page.getByText('The amounts have changed.')).toBeVisible();
    expect((await moneyOf(me)).charged).toEqual([]);
    await expect(payButton(page)).toHaveText('Pay $170.00');
    await payButton(page).click();
    await expectPaid(page);
    expect((await moneyOf(me)).charged).toEqual(['17000 USD']);
  });
});
