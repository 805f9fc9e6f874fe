import { makePayer } from '../support/product-data';
import { enterAsStaff, expect, expectAccessible, test } from './journey';
import { heading } from './steps';

test('staff charge invoices at once: confirm, follow it live, see what failed and why', async ({ page, context }) => {
  const good = await makePayer({ invoices: [{ count: 8 }], cards: ['pm_card_visa'] });
  const { vendorId } = good.actor;
  const poor = await makePayer({ vendorId, invoices: [{ count: 1 }] });
  await enterAsStaff(context, { vendorId, role: 'biller' });
  await page.goto(`/vendor/batch-payments/new?when=now&${good.invoices.map(({ id }) => `invoice=${id}`).join('&')}`);
  await expect(heading(page, 'Charge now')).toBeVisible();
  await expect(page.getByText('8 invoices of 1 customer to be charged')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('radio', { name: /One charge for each customer/ }).check();
  await page.getByRole('button', { name: 'Charge 8 invoices · $800.00' }).click();
  await expect(heading(page, /^Batch of /)).toBeVisible();
  await expect(page.getByText('Completed', { exact: true })).toBeVisible();
  await expect(page.getByText('8 of 8')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Succeeded 8' }).click();
  await expect(page.getByRole('row')).toHaveCount(9);
  await page.getByRole('link', { name: 'Batch payments' }).filter({ visible: true }).first().click();
  await expect(heading(page, 'Batch payments')).toBeVisible();
  await expectAccessible(page);

  await page.goto(
    `/vendor/batch-payments/new?when=later&${[...(await more(vendorId, good.actor.customerId)), poor.invoices[0]!.id].map((id) => `invoice=${id}`).join('&')}`,
  );
  await page.getByRole('radio', { name: /All on one date/ }).check();
  await page.getByRole('button', { name: /^Schedule 2 invoices/ }).click();
  await expect(page.getByText('Scheduled', { exact: true })).toBeVisible();
  await page.getByText('Cancel the 2 charges that wait', { exact: true }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Yes, cancel the 2 charges that wait' }).click();
  await expect(page.getByText('Cancelled', { exact: true })).toBeVisible();
  await expect(page.getByText('The batch was cancelled').filter({ visible: true }).first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Ask the customer for one.' }).filter({ visible: true }).click();
  await expect(page).toHaveURL(new RegExp(`/vendor/customers/${poor.actor.customerId}#methods$`));
  await expect(page.getByRole('heading', { name: 'Methods on file' })).toBeInViewport();
});

async function more(vendorId: string, customerId: string): Promise<string[]> {
  const { makeInvoices } = await import('~tests/factories/make-invoice');
  return (await makeInvoices(2, { vendorId, customerId })).map(({ id }) => id);
}
