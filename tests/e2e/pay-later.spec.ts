import { makePayer, moneyOf } from '../support/product-data';
import { enter, expect, expectAccessible, test } from './journey';
import { heading, mailNumber, mailsTo } from './steps';

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const notDue = { count: 2, each: () => ({ dueOn: inDays(20) }) };

test('two invoices are scheduled for a date, shown where they are looked for, and cancelled', async ({
  page,
  arrive,
}) => {
  const me = await arrive({ invoices: [notDue], cards: ['pm_card_visa'] });
  await page.goto('/pay?currency=USD&all=1');
  await page.getByRole('radio', { name: /^Pay on a date/ }).check();
  await page.getByLabel('Date', { exact: true }).fill(inDays(10));
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Schedule $200.00' }).click();
  await expect(heading(page, /^To be charged on /)).toBeVisible();
  await expectAccessible(page);
  const mails = (await mailsTo(page, me.email)).length;
  await page.goto('/invoices');
  await expect(page.getByRole('list', { name: 'Charges to come' })).toContainText('$200.00');
  await expectAccessible(page);
  await page.getByRole('link', { name: /charge of \$200\.00/ }).click();
  await page.getByRole('button', { name: 'Cancel this charge' }).click();
  await expect(heading(page, 'Cancelled. Nothing was charged.')).toBeVisible();
  await mailNumber(page, me.email, Math.max(mails, 1));
  expect(await moneyOf(me)).toEqual({ charged: [], succeeded: [], states: [] });
});

test('AutoPay is turned on with a cap, tells of itself, and is turned off', async ({ page, arrive }) => {
  await arrive({ invoices: [notDue], cards: ['pm_card_visa'] });
  await page.goto('/payment-methods');
  await page.getByRole('link', { name: 'Set it up' }).click();
  await expect(heading(page, 'AutoPay')).toBeVisible();
  await page.getByLabel(/^At most for one charge/).fill('0');
  await page.getByRole('button', { name: 'Turn on AutoPay' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel(/^At most for one charge/).fill('500.00');
  await page.getByRole('button', { name: 'Turn on AutoPay' }).click();
  await expect(page.getByText('AutoPay in US dollars is on.')).toBeVisible();
  await expect(page.getByText(/at most \$500\.00 at once/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Turn off' }).click();
  await expect(page.getByText('AutoPay in US dollars is off.')).toBeVisible();
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });
  test('a button of its own schedules, and another cancels', async ({ page, context }) => {
    const me = await makePayer({ invoices: [notDue], cards: ['pm_card_visa'] });
    await enter(context, me);
    await page.goto('/pay?currency=USD&all=1');
    await page.getByLabel('Date', { exact: true }).fill(inDays(5));
    await page.getByRole('button', { name: 'Schedule for this date' }).click();
    await expect(heading(page, /^To be charged on /)).toBeVisible();
    await page.getByRole('button', { name: 'Cancel this charge' }).click();
    await expect(heading(page, 'Cancelled. Nothing was charged.')).toBeVisible();
    expect((await moneyOf(me)).states).toEqual([]);
  });
});
