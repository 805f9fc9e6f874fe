import { makeCustomer } from '~tests/factories/make-customer';
import { makeInvoice, makeInvoices } from '~tests/factories/make-invoice';
import { enterAsStaff, expect, expectAccessible, test } from './journey';
import { heading } from './steps';

test('find, tick over two pages by keyboard, archive, keep a view', async ({ page, context, isMobile }) => {
  const { actor } = await enterAsStaff(context, { role: 'biller' });
  const customer = await makeCustomer({ vendorId: actor.vendorId, name: 'Adventure Works' });
  const scope = { vendorId: actor.vendorId, customerId: customer.id };
  await makeInvoices(60, scope, (n) => ({
    number: `INV-${2000 + n}`,
    dueOn: `2026-03-${String(1 + (n % 28)).padStart(2, '0')}`,
  }));
  await makeInvoice({ ...scope, number: 'ASKED-1', disputeReason: 'Not ordered' });
  await page.goto('/vendor/invoices?sort=number');
  await expect(heading(page, 'Invoices')).toBeVisible();
  await expectAccessible(page);
  const bar = page.getByText(/\d+ selected/);

  // By keyboard: the first row, the third, and all between.
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await expect(bar).toContainText('1 selected · $100.00');
  await page.keyboard.press('j');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+X');
  await expect(bar).toContainText('3 selected · $300.00');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText('INV-2059')).toBeVisible();
  await expect(bar).toContainText('3 selected');
  await page.getByRole('checkbox', { name: 'Select INV-2059' }).check();
  await expect(bar).toContainText('4 selected · $400.00');

  // What cannot be archived says why, and the way out.
  await page.getByRole('link', { name: /^Disputed/ }).click();
  await page.getByRole('checkbox', { name: 'Select ASKED-1' }).check();
  await expect(page.getByText('ASKED-1 is in payment or disputed and cannot be archived.')).toBeVisible();
  await page.getByRole('button', { name: 'Unselect it' }).last().click();
  await expect(bar).toContainText('4 selected');
  await page.getByRole('button', { name: 'Archive', exact: true }).click();
  await expect(page.getByText('4 invoices archived.')).toBeVisible();
  await expect(bar).toBeHidden();

  await page.getByRole('link', { name: /^Archived/ }).click();
  await expect(page.getByText('INV-2059')).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('2059');
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 match', { exact: true })).toBeVisible();
  await page.locator('summary').filter({ hasText: 'Views' }).click();
  await page.getByLabel('Keep this view as').fill('The last one');
  await page.getByRole('button', { name: 'Save view' }).click();
  await expect(page.locator('summary').filter({ hasText: 'The last one' })).toBeAttached();
  await page.goto('/vendor/invoices/views');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Open with this view' }).click();
  await expect(page.getByText('the list opens with it')).toBeVisible();
  await page.goto('/vendor/invoices');
  await expect(page.getByText('1 match', { exact: true })).toBeVisible();
  if (!isMobile) await page.getByRole('link', { name: 'INV-2059' }).click();
  else await page.getByRole('link', { name: 'INV-2059' }).tap();
  await expect(heading(page, 'Invoice INV-2059')).toBeVisible();
});

test('without scripts ticks are kept by the buttons', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const { actor } = await enterAsStaff(context, { role: 'biller' });
  const customer = await makeCustomer({ vendorId: actor.vendorId });
  await makeInvoices(52, { vendorId: actor.vendorId, customerId: customer.id }, (n) => ({ number: `INV-${2000 + n}` }));
  const page = await context.newPage();
  await page.goto('/vendor/invoices?sort=number');
  await page.getByRole('checkbox', { name: 'Select INV-2003' }).check();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('checkbox', { name: 'Select INV-2051' }).check();
  await page.getByRole('button', { name: 'Keep the ticks' }).last().click();
  await expect(page.getByText('2 selected · $200.00')).toBeVisible();
  await page.getByRole('button', { name: 'Archive', exact: true }).click();
  await expect(page.getByText('2 invoices archived.')).toBeVisible();
  await context.close();
});
