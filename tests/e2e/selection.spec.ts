import type { Page } from '@playwright/test';
import { joinCustomerOf, moneyOf } from '../support/product-data';
import { enter, expect, expectAccessible, test } from './journey';
import { expectPaid, heading, payButton } from './steps';

const tick = (page: Page, number: string | undefined) =>
  page.getByRole('checkbox', { name: `Select ${number}`, exact: true });
/** Said beside the list's head on a desk, at the window's foot on a phone. */
const selected = (page: Page, text: RegExp) =>
  expect(page.getByText(text).filter({ visible: true }).first()).toBeVisible();

test('ticks are kept over pages, reloads and a look at an invoice, and only they are paid', async ({
  page,
  arrive,
}) => {
  const me = await arrive({
    invoices: [{ count: 250, each: (i) => ({ number: `P-${String(i).padStart(3, '0')}` }) }],
    cards: ['pm_card_visa'],
  });
  await page.goto('/invoices');
  await tick(page, 'P-000').check();
  await tick(page, 'P-001').check();
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(tick(page, 'P-100')).toBeVisible();
  await expectAccessible(page);
  await tick(page, 'P-100').check();
  await selected(page, /^3 (of 250 )?selected/);
  await page.getByRole('link', { name: 'P-101' }).click();
  await expect(heading(page, 'Invoice P-101')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Open invoices' }).click();
  await expect(tick(page, 'P-100')).toBeChecked();
  await page.getByRole('button', { name: 'Previous' }).click();
  await expect(tick(page, 'P-000')).toBeChecked();
  await expect(tick(page, 'P-002')).not.toBeChecked();
  await page.reload();
  await expect(tick(page, 'P-001')).toBeChecked();

  await page.getByRole('button', { name: 'Review and pay $300.00' }).click();
  await expect(heading(page, 'Pay 3 invoices at once')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Invoices in this payment' }).locator('tbody tr')).toContainText([
    'P-000',
    'P-001',
    'P-100',
  ]);
  await payButton(page).click();
  await expectPaid(page);
  expect((await moneyOf(me)).charged).toEqual(['30000 USD']);
  await page.goto('/invoices');
  await expect(heading(page, 'You owe $24,700.00')).toBeVisible();
});

test('a button pressed while ticks are being saved does its work, and what was unticked stays so', async ({
  page,
  arrive,
}) => {
  await arrive({
    invoices: [{ count: 150, each: (i) => ({ number: `P-${String(i).padStart(3, '0')}` }) }],
  });
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route('**/invoices/ticks', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/invoices');
  const saving = page.waitForRequest('**/invoices/ticks');
  await tick(page, 'P-000').check();
  await saving;
  await tick(page, 'P-000').uncheck();
  await tick(page, 'P-001').check();
  const turned = page.waitForResponse((answer) => answer.request().method() === 'POST');
  await page.getByRole('button', { name: 'Next' }).click();
  await turned;
  await expect(tick(page, 'P-100')).toBeVisible();
  const saved = page.waitForResponse('**/invoices/ticks');
  letGo();
  await saved;
  await expect(tick(page, 'P-100')).toBeVisible();
  await page.unroute('**/invoices/ticks');
  await page.getByRole('button', { name: 'Previous' }).click();
  await tick(page, 'P-002').check();
  await page.waitForResponse('**/invoices/ticks');
  await tick(page, 'P-002').uncheck();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('button', { name: 'Previous' }).click();
  await expect(tick(page, 'P-002')).not.toBeChecked();
});

test('select all takes every page, clearing takes none; search and filter narrow', async ({ page, arrive }) => {
  await arrive({
    invoices: [
      { count: 250, each: (i) => ({ number: `P-${String(i).padStart(3, '0')}`, totalMinor: BigInt(10_000 + i) }) },
    ],
  });
  await page.goto('/invoices');
  await page.getByRole('button', { name: 'Select all 250' }).click();
  await selected(page, /^250 (of 250 )?selected/);
  await expect(tick(page, 'P-000')).toBeChecked();
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await selected(page, /^None (of 250 )?selected/);

  const search = page.getByRole('searchbox');
  await search.fill('P-24');
  await search.press('Enter');
  await expect(page.getByText(/^10 matches/)).toBeVisible();
  await expect(page.getByRole('checkbox', { name: /^Select P-24/ })).toHaveCount(10);
  await expectAccessible(page);
  await search.fill('no such thing');
  await search.press('Enter');
  await expect(page.getByText('No open invoice matches')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Show all open invoices' }).click();
  await expect(tick(page, 'P-000')).toBeVisible();
  await expect(search).toHaveValue('');

  await page.locator('summary', { hasText: 'Filter' }).click();
  await expectAccessible(page);
  await page.getByLabel('Amount from, USD').fill('102.48');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page.getByText('2 matches · $204.97')).toBeVisible();
  await tick(page, 'P-249').check();
  await page.getByRole('button', { name: 'Show all', exact: true }).click();
  await selected(page, /^1 (of 250 )?selected/);
});

test('two currencies are two payments, one after the other', async ({ page, arrive }) => {
  const me = await arrive({ invoices: [{ count: 2 }, { count: 1, currency: 'EUR' }], cards: ['pm_card_visa'] });
  await page.goto('/invoices');
  await expect(heading(page, 'You owe $200.00')).toBeVisible();
  await tick(page, me.invoices[0]?.number).check();
  await page.getByRole('button', { name: /^1 in .*€100\.00/ }).click();
  await expect(heading(page, 'You owe €100.00')).toBeVisible();
  await tick(page, me.invoices[2]?.number).check();
  await expectAccessible(page);
  await page.goto('/pay?currency=USD');
  await expect(page.getByText('Payment 1 of 2: US dollars')).toBeVisible();
  await expectAccessible(page);
  await payButton(page).click();
  await expectPaid(page);
  await page.getByRole('link', { name: 'Now pay €100.00 (1 invoice)' }).click();
  await expect(page.getByText('Payment 2 of 2: euros')).toBeVisible();
  await expect(payButton(page)).toHaveText('Pay €100.00');
  await payButton(page).click();
  await expect(page).toHaveURL(/paid=USD/);
  await expectPaid(page);
  expect(await moneyOf(me)).toEqual({
    charged: expect.arrayContaining(['10000 USD', '10000 EUR']) as string[],
    succeeded: ['10000 USD', '10000 EUR'],
    states: ['succeeded', 'succeeded'],
  });
});

test('of 10,000 open invoices the first 1,000 are offered, and the limit is said', async ({ page, context }) => {
  await enter(context, await joinCustomerOf('marco@wideworld.example'));
  await page.goto('/invoices');
  await expect(page.getByRole('checkbox', { name: /^Select [^t]/ })).toHaveCount(100);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Select all 10,000' }).click();
  await expect(
    page.getByText('One payment takes up to 1,000 invoices. You selected 10,000.').filter({ visible: true }),
  ).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Keep the 1,000 that are due first' }).click();
  await selected(page, /^1,000 (of 10,000 )?selected/);
  await page.getByRole('button', { name: /^Review and pay \$/ }).click();
  await expect(heading(page, 'Pay 1,000 invoices at once')).toBeVisible();
  await expect(page.getByText('and 950 invoices more').filter({ visible: true })).toBeVisible();
  await expectAccessible(page);

  await page.goto('/pay?currency=USD&all=1');
  await expect(heading(page, 'One payment takes up to 1,000 invoices')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Pay the first 1,000' }).click();
  await expect(heading(page, 'Pay 1,000 invoices at once')).toBeVisible();
});
