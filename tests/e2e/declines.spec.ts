import type { Page } from '@playwright/test';
import { moneyOf } from '../support/product-data';
import { expect, expectAccessible, test } from './journey';
import { bank, chooseNewCard, chooseSaved, expectPaid, heading, payButton } from './steps';

const PAY_ALL = '/pay?currency=USD&all=1';

test('a declined card is told in words, keeps the selection, charges nothing, and another card pays', async ({
  page,
  arrive,
}) => {
  const me = await arrive({ invoices: [{ count: 3 }], cards: ['pm_card_chargeCustomerFail', 'pm_card_visa'] });
  const [first, second] = me.invoices;
  await page.goto('/invoices');
  await page.getByLabel(`Select ${first?.number}`).check();
  await page.getByLabel(`Select ${second?.number}`).check();
  await page.getByRole('button', { name: 'Review and pay $200.00' }).click();
  await expect(heading(page, 'Pay 2 invoices at once')).toBeVisible();
  await payButton(page).click();

  const words = page.getByRole('alert');
  await expect(words).toContainText('The bank said no: it gave no reason.');
  await expect(words).toContainText('Nothing was charged.');
  await expect(heading(page, 'Pay 2 invoices at once')).toBeVisible();
  await expectAccessible(page);
  expect((await moneyOf(me)).charged).toEqual([]);

  await chooseSaved(page, '4242');
  await payButton(page).click();
  await expectPaid(page);
  expect(await moneyOf(me)).toEqual({
    charged: ['20000 USD'],
    succeeded: ['20000 USD'],
    states: ['failed', 'succeeded'],
  });
  await page.getByRole('link', { name: 'See the other open invoice' }).click();
  await expect(heading(page, 'You owe $100.00')).toBeVisible();
});

test('a new card without money is told so, and the next one typed pays', async ({ page, arrive }) => {
  const me = await arrive({ invoices: [{ count: 2 }] });
  await page.goto(PAY_ALL);
  await chooseNewCard(page, 'noMoney');
  await payButton(page).click();
  await expect(page.getByRole('alert')).toContainText('The bank said no: not enough money.');
  await expect(page.getByRole('alert')).toContainText('Nothing was charged.');
  await chooseNewCard(page, 'fine');
  await page.getByLabel('Save this card for next time').check();
  await expectAccessible(page);
  await payButton(page).click();
  await expectPaid(page);
  expect(await moneyOf(me)).toEqual({
    charged: ['20000 USD'],
    succeeded: ['20000 USD'],
    states: ['failed', 'succeeded'],
  });
  await page.goto('/payment-methods');
  await expect(page.getByRole('list', { name: 'Saved methods' })).toContainText('4242');
});

test('failing at the bank charges nothing, and another card pays', async ({ page, arrive }) => {
  const me = await arrive({ invoices: [{ count: 2 }], cards: ['pm_card_visa'] });
  await page.goto(PAY_ALL);
  await chooseNewCard(page, 'asksBank');
  await payButton(page).click();
  await bank(page).getByRole('button', { name: 'Fail authentication' }).click();
  await expect(heading(page, 'The bank could not confirm that it was you.')).toBeVisible();
  await expect(page.getByText('Nothing was charged.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Try again' }).click();
  await chooseSaved(page, '4242');
  await payButton(page).click();
  await expectPaid(page);
  expect(await moneyOf(me)).toEqual({
    charged: ['20000 USD'],
    succeeded: ['20000 USD'],
    states: ['failed', 'succeeded'],
  });
});

test('closing the bank’s question charges nothing, and another card pays', async ({ page, arrive }) => {
  const me = await arrive({ invoices: [{ count: 2 }], cards: ['pm_card_visa'] });
  await askTheBank(page);
  await page.keyboard.press('Escape');
  await expect(heading(page, 'The bank could not confirm that it was you.')).toBeVisible();
  await page.getByRole('link', { name: 'Try again' }).click();
  await chooseSaved(page, '4242');
  await payButton(page).click();
  await expectPaid(page);
  expect(await moneyOf(me)).toEqual({
    charged: ['20000 USD'],
    succeeded: ['20000 USD'],
    states: ['failed', 'succeeded'],
  });
});

test('a page left at the bank’s question holds the invoices; cancelling frees them for another card', async ({
  page,
  context,
  arrive,
}) => {
  const me = await arrive({ invoices: [{ count: 2 }], cards: ['pm_card_visa'] });
  await askTheBank(page);
  await page.close();

  const later = await context.newPage();
  await later.goto('/invoices');
  await expectAccessible(later);
  await expect(heading(later, 'You owe $200.00')).toBeVisible();
  await expect(later.getByText('A payment of $200.00 waits for you')).toBeVisible();
  await expect(later.getByRole('button', { name: 'Cancel this payment' })).toBeVisible();
  await later.getByRole('link', { name: `See the payment of ${me.invoices[0]?.number}` }).click();
  await expect(heading(later, 'Your bank wants to know that it is you')).toBeVisible();
  await expectAccessible(later);
  await later.getByRole('button', { name: 'Cancel this payment' }).click();
  await expect(heading(later, 'Cancelled. Nothing was charged.')).toBeVisible();
  await expectAccessible(later);
  await later.goto(PAY_ALL);
  await chooseSaved(later, '4242');
  await payButton(later).click();
  await expectPaid(later);
  expect(await moneyOf(me)).toEqual({
    charged: ['20000 USD'],
    succeeded: ['20000 USD'],
    states: ['cancelled', 'succeeded'],
  });
});

test('a page left at the bank’s question goes on where it was', async ({ page, context, arrive }) => {
  const me = await arrive({ invoices: [{ count: 2 }] });
  await askTheBank(page);
  await page.close();

  const later = await context.newPage();
  await later.goto(PAY_ALL);
  await expect(heading(later, 'Your payment is under way')).toBeVisible();
  await expectAccessible(later);
  await later.getByRole('link', { name: 'Open', exact: true }).click();
  await later.getByRole('button', { name: 'Continue' }).click();
  await bank(later).getByRole('button', { name: 'Complete authentication' }).click();
  await expectPaid(later);
  expect(await moneyOf(me)).toEqual({ charged: ['20000 USD'], succeeded: ['20000 USD'], states: ['succeeded'] });
});

/** Presses Pay with a card that asks the bank, until the question stands there and has the focus. */
async function askTheBank(page: Page): Promise<void> {
  await page.goto(PAY_ALL);
  await chooseNewCard(page, 'asksBank');
  await payButton(page).click();
  await expect(bank(page).getByRole('button', { name: 'Complete authentication' })).toBeFocused();
}
