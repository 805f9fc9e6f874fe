import type { Page } from '@playwright/test';
import { makePayer, moneyOf } from '../support/product-data';
import { enterAsStaff, expect, expectAccessible, test } from './journey';
import { heading } from './steps';

const menu = (page: Page) => page.locator('summary[aria-label^="What to do with"]');

test('a new invoice with a discount is issued, and charged in part with the card on file; the rest stays open', async ({
  page,
  context,
}) => {
  const payer = await makePayer({ cards: ['pm_card_visa'] });
  await enterAsStaff(context, { vendorId: payer.actor.vendorId, role: 'biller' });
  await page.goto('/vendor/invoices/new');
  await expect(heading(page, 'New invoice')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('searchbox', { name: 'Customer' }).fill(payer.customerName.slice(0, 10));
  await page.getByRole('link', { name: payer.customerName }).click();
  await page.getByLabel('What it is for').fill('Hosting, December');
  await page.getByLabel('Description of line 1').fill('Hosting, business plan');
  await page.getByLabel('Quantity of line 1').fill('2');
  await page.getByLabel('Unit price of line 1').fill('1,000.00');
  await page.getByLabel('Tax % of line 1').fill('8');
  await page.getByRole('button', { name: 'Add a discount' }).click();
  await page.getByRole('button', { name: /^Issue/ }).click();
  await expect(page.getByRole('alert')).toContainText('One thing is missing or wrong.');
  await expectAccessible(page);
  await page.getByLabel('Unit price of line 2').fill('-166.67');
  await page.getByRole('button', { name: 'Issue · $1,980.00' }).click();
  await expect(page.getByText('INV-1001 is issued.')).toBeVisible();
  await expectAccessible(page);

  await menu(page).click();
  await expectAccessible(page);
  await page.getByRole('listitem').getByRole('link', { name: 'Charge' }).click();
  await expect(heading(page, 'Charge INV-1001')).toBeVisible();
  await page.getByLabel('Amount, USD').fill('1480');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Charge $1,480.00' }).click();
  await expect(page.getByText('Charged $1,480.00.')).toBeVisible();
  await expect(page.getByText('$500.00').first()).toBeVisible();
  expect(await moneyOf(payer)).toEqual({ charged: ['148000 USD'], succeeded: ['148000 USD'], states: ['succeeded'] });

  await menu(page).click();
  await page.getByRole('listitem').getByRole('link', { name: 'Record a payment' }).click();
  await page.getByLabel('Amount, USD').fill('600');
  await expect(page.getByRole('row', { name: /Credit on account/ })).toContainText('$100.00');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Record $600.00' }).click();
  await expect(page.getByText('$500.00 is recorded on this invoice.')).toBeVisible();
});

test('a payment is found, and refunded in part off one of its invoices', async ({ page, context }) => {
  const payer = await makePayer({ cards: ['pm_card_visa'], invoices: [{ count: 1 }] });
  await enterAsStaff(context, { vendorId: payer.actor.vendorId, role: 'biller' });
  const [invoice] = payer.invoices;
  await page.goto(`/vendor/invoices/${invoice?.id}/charge`);
  await page.getByRole('button', { name: 'Charge $100.00' }).click();
  await expect(page.getByText('Charged $100.00.')).toBeVisible();
  await page.goto('/vendor/payments');
  await expectAccessible(page);
  await page.getByRole('link', { name: payer.customerName }).click();
  await expect(heading(page, 'Payment of $100.00')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Refund' }).click();
  await page.getByRole('radio', { name: 'A part of it' }).check();
  await page.getByLabel('Amount, USD').fill('25');
  await page.getByLabel('Reason').fill('One item came back');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Refund $25.00' }).click();
  await expect(page.getByText('Refunded $25.00.')).toBeVisible();
  await page.getByRole('link', { name: invoice?.number ?? '' }).click();
  await expect(page.getByText('refunded in part').or(page.getByText('$25.00')).first()).toBeVisible();
  await expectAccessible(page);
  for (const action of ['void', 'credit-note']) {
    await page.goto(`/vendor/invoices/${invoice?.id}/${action}`);
    await expectAccessible(page);
  }
});

test('what voiding does is said before it is done', async ({ page, context }) => {
  const payer = await makePayer({ invoices: [{ count: 1 }] });
  await enterAsStaff(context, { vendorId: payer.actor.vendorId, role: 'biller' });
  const [invoice] = payer.invoices;
  await page.goto(`/vendor/invoices/${invoice?.id}/void`);
  await expect(page.getByText('Nobody owes it any more, and that cannot be undone.')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Reason').fill('Written twice');
  await page.getByRole('button', { name: `Void ${invoice?.number}` }).click();
  await page.waitForURL(/done=void/);
  await expect(page.getByText('Written twice').first()).toBeVisible();
});
