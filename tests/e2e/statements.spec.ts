import { payOutside } from '../support/product-data';
import { expect, expectAccessible, test } from './journey';
import { heading } from './steps';

test('a statement by preset and by free dates, on screen and as files', async ({ page, arrive }, { project }) => {
  const me = await arrive({
    invoices: [
      { count: 3, each: (index) => ({ issuedOn: `2026-0${index + 1}-10`, dueOn: `2026-0${index + 2}-10` }) },
      { count: 1, currency: 'EUR' },
    ],
  });
  const [first] = me.invoices;
  if (!first) throw new Error('invoices were asked for');
  await payOutside(me, first, 2_500n);
  await page.goto('/invoices');
  if (project.name === 'phone') await page.getByLabel(`Menu of ${me.name}`).click();
  await page.getByRole('link', { name: 'Statements' }).filter({ visible: true }).click();
  await expect(heading(page, 'Statements')).toBeVisible();
  await page.getByRole('link', { name: 'All', exact: true }).click();
  await expect(page).toHaveURL(/\/statements\?/);

  const movements = page.getByRole('table', { name: 'Movements, oldest first' });
  const balance = page.getByRole('complementary', { name: 'Balance' });
  await expect(movements.getByRole('row', { name: 'Opening balance' })).toContainText('$0.00');
  await expect(movements.getByRole('row', { name: 'Payment outside the portal' })).toContainText('−$25.00');
  await expect(movements.getByRole('row', { name: 'Closing balance' })).toContainText('$275.00');
  await expect(balance).toContainText('Due now in the portal');
  await expect(balance.getByText('$275.00').first()).toBeVisible();
  await expectAccessible(page);

  await page.getByLabel('From').fill('2026-02-01');
  await page.getByLabel('To').fill('2026-02-28');
  await page.getByRole('button', { name: 'Show statement' }).click();
  await expect(page.getByRole('heading', { name: 'Balance forward, 1 Feb 2026 to 28 Feb 2026' })).toBeVisible();
  await expect(movements.getByRole('row', { name: 'Opening balance' })).toContainText('$100.00');
  await expect(movements.getByRole('row', { name: 'Closing balance' })).toContainText('$200.00');
  // The invoice, between the two balances and the heads.
  await expect(movements.locator('tbody tr')).toHaveCount(3);

  await page.getByLabel('Kind').selectOption('Open items');
  await page.getByRole('button', { name: 'Show statement' }).click();
  const items = page.getByRole('table', { name: 'Open invoices, those due first on top' });
  await expect(items.locator('tbody tr')).toHaveCount(2);
  await expectAccessible(page);

  for (const [name, ending] of [
    ['PDF', 'pdf'],
    ['CSV', 'csv'],
  ] as const) {
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name }).click();
    expect((await download).suggestedFilename()).toMatch(new RegExp(`-open-items-USD-.*\\.${ending}$`));
  }

  await page.getByLabel('Currency').selectOption('EUR');
  await page.getByRole('button', { name: 'Show statement' }).click();
  await expect(page).toHaveURL(/currency=EUR/);
});

test('odd dates and currencies are answered in words', async ({ page, arrive }) => {
  await arrive({ invoices: [{ count: 1 }] });
  await page.goto('/statements?from=2026-02-30&to=2026-03-01&currency=CHF');
  await expect(page.getByText('No statement was made.')).toBeVisible();
  await expect(page.getByText('There is no such date. Write one like 2026-03-31.')).toBeVisible();
  await expect(page.getByText('You have no movements in CHF. Choose USD.')).toBeVisible();
  await expectAccessible(page);
  await page.goto('/statements?from=2026-03-02&to=2026-03-01');
  await expect(page.getByText('The period ends before it begins.')).toBeVisible();
});

test('somebody who was never billed is told what will stand here', async ({ page, arrive }) => {
  await arrive();
  await page.goto('/statements');
  await expect(page.getByRole('heading', { name: 'Nothing to state yet' })).toBeVisible();
  await expectAccessible(page);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });
  test('the form asks by its address, the keyboard alone will do', async ({ page, arrive }) => {
    await arrive({ invoices: [{ count: 2, each: () => ({ issuedOn: '2026-01-10' }) }] });
    await page.goto('/statements?period=all');
    await page.getByLabel('To').fill('2026-01-09');
    await page.getByLabel('To').press('Enter');
    await expect(page.getByText('No movements in this period.')).toBeVisible();
    await page.getByRole('link', { name: 'All', exact: true }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('row', { name: 'Closing balance' })).toContainText('$200.00');
  });
});
