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

test('charged on their due dates, what is due already is said to be charged now; one date for all schedules it', async ({
  browser,
}) => {
  const { actor, invoices } = await makePayer({
    invoices: [{ count: 2, each: () => ({ dueOn: '2026-01-02' }) }],
    cards: ['pm_card_visa'],
  });
  const { vendorId, customerId } = actor;
  const due = invoices.map(({ id }) => id);
  const toCome = await more(vendorId, customerId, '2098-01-02');
  for (const javaScriptEnabled of [true, false]) {
    const context = await browser.newContext({ baseURL: process.env['APP_URL'], javaScriptEnabled });
    await enterAsStaff(context, { vendorId, role: 'biller' });
    const page = await context.newPage();
    const go = (ids: string[]) =>
      page.goto(`/vendor/batch-payments/new?when=later&${ids.map((id) => `invoice=${id}`).join('&')}`);
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    await go(due);
    await expect(heading(page, 'Charge now')).toBeVisible();
    await expect(page.getByText('2 invoices of 1 customer to be charged now')).toBeVisible();
    await expect(button('Charge 2 invoices now · $200.00')).toBeVisible();
    await expect(page.getByText('All of them are due already and are charged at once: $200.00.')).toBeVisible();
    await page.getByRole('radio', { name: /All on one date/ }).check();
    await expect(heading(page, 'Charge later')).toBeVisible();
    await expect(button('Schedule 2 invoices · $200.00')).toBeVisible();
    await go([...due, ...toCome]);
    await expect(heading(page, 'Charge now and later')).toBeVisible();
    await expect(page.getByText('2 of them are due already and are charged at once: $200.00.')).toBeVisible();
    await expect(button('Charge 2 now, schedule 2 · $400.00')).toBeVisible();
    if (javaScriptEnabled) await expectAccessible(page);
    await context.close();
  }
});

async function more(vendorId: string, customerId: string, dueOn?: string): Promise<string[]> {
  const { makeInvoices } = await import('~tests/factories/make-invoice');
  return (await makeInvoices(2, { vendorId, customerId, ...(dueOn && { dueOn }) })).map(({ id }) => id);
}
