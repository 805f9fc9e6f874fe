import type { Page } from '@playwright/test';
import { makePayer, type Payer } from '../support/product-data';
import { enterAsStaff, expect, expectAccessible, test, watch } from './journey';
import { expectPaid, heading, mailNumber, payButton, typeCard } from './steps';

const WIDTHS = [390, 768, 1440];

/** The page as it stands, on a phone, a tablet and a desk: without violations, and no wider than the window. */
async function expectFitAndAccessible(page: Page): Promise<void> {
  const was = page.viewportSize();
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    await expectAccessible(page);
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(beyond, `${page.url()} at ${width}`).toBeLessThanOrEqual(0);
  }
  if (was) await page.setViewportSize(was);
}

/** What the bank of the payer's card says from now on. */
async function bankSays(payer: Payer, says: string): Promise<void> {
  const { db } = await import('~/lib/db.server');
  const { gatewayMethodId } = await db.paymentMethod.findFirstOrThrow({
    where: { vendorId: payer.actor.vendorId, id: payer.methodIds[0] ?? '' },
  });
  const body = JSON.stringify({ paymentMethod: gatewayMethodId, says });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${process.env['STRIPE_API_BASE']}/_ctl/banks`, { method: 'POST', headers, body });
  expect(answer.ok, await answer.text()).toBe(true);
}

/** Types an invoice of one line for them and issues it, to end so; the button says what it does. */
async function issue(page: Page, { actor }: Payer, what: string, [ending, button]: [string, string]): Promise<void> {
  await page.goto(`/vendor/invoices/new?customer=${actor.customerId}`);
  await page.getByLabel('What it is for').fill(what);
  await page.getByLabel('Description of line 1').fill(what);
  await page.getByLabel('Unit price of line 1').fill('100.00');
  await page.getByRole('radio', { name: ending }).check();
  await page.getByRole('button', { name: button, exact: true }).click();
}

test('a day at the desk: invoices with each ending, a batch of which three fail, a refund and a link, and the books hold', async ({
  page,
  context,
  browser,
  isMobile,
}) => {
  test.skip(isMobile, 'it looks at every width by itself');
  const good = await makePayer({ cards: ['pm_card_visa'], invoices: [{ count: 36 }] });
  const { vendorId } = good.actor;
  const other = (cards: string[]) => makePayer({ vendorId, cards, invoices: [{ count: 1 }] });
  const poor = await other(['pm_card_visa']);
  await bankSays(poor, 'insufficient_funds');
  const expired = await other(['pm_card_visa']);
  await bankSays(expired, 'expired_card');
  const asked = await other(['pm_card_authenticationRequired']);
  const bare = await other([]);
  await enterAsStaff(context, { vendorId, role: 'owner' });

  await issue(page, good, 'Charged later', ['Charge later', 'Issue · $100.00']);
  await expect(page.getByText('INV-1001 is issued.')).toBeVisible();
  await issue(page, good, 'Mailed', ['E-mail a payment link', 'Issue and mail a link · $100.00']);
  await expect(page.getByText('A link that pays it goes to the customer by mail.')).toBeVisible();
  await issue(page, good, 'Charged now', ['Charge the method on file now', 'Issue and charge $100.00 now']);
  await expect(page.getByText('Charged $100.00.')).toBeVisible();
  await issue(page, good, 'Charged when due', [
    'Charge the method on file on the due date',
    'Issue, charge $100.00 when due',
  ]);
  await expect(page.getByText(/^\$100\.00 will be charged on/)).toBeVisible();
  await page.goto(`${new URL(page.url()).pathname}/charge`);
  await expect(page.getByText(/^Now\. All of it is to be charged on .* already/)).toBeVisible();
  await expectFitAndAccessible(page);

  await page.goto('/vendor/invoices?q=INV-1001');
  await page.getByRole('link', { name: 'INV-1001', exact: true }).filter({ visible: true }).click();
  await page.getByRole('link', { name: 'Charge', exact: true }).first().click();
  await page.getByLabel('Amount, USD').fill('40');
  await page.getByRole('radio', { name: /^Charge on the due date/ }).check();
  await expect(page.getByText('$60.00')).toBeVisible();
  await expectFitAndAccessible(page);
  let answer = () => {};
  const looked = new Promise<void>((resolve) => (answer = resolve));
  await page.route(/\/charge\b/, async (route) => {
    await looked;
    await route.fallback();
  });
  await page.getByRole('button', { name: /^Charge \$40\.00 on/ }).click();
  await expect(page.getByRole('button', { name: 'Scheduling $40.00…' })).toBeVisible();
  answer();
  await expect(page.getByText(/^\$40\.00 will be charged on/)).toBeVisible();
  await page.goto(`${new URL(page.url()).pathname}/charge`);
  await expect(page.getByText(/^Now\. \$40\.00 of it is to be charged on .* already/)).toBeVisible();

  const ids = [good, poor, expired, asked, bare].flatMap(({ invoices }) => invoices.map(({ id }) => id));
  await page.goto(`/vendor/batch-payments/new?when=now&${ids.map((id) => `invoice=${id}`).join('&')}`);
  await expect(page.getByText('39 invoices of 4 customers to be charged')).toBeVisible();
  await expect(page.getByText('1 of 40 invoices is skipped: no payment method on file')).toBeVisible();
  await expectFitAndAccessible(page);
  await page.getByRole('button', { name: 'Charge 39 invoices · $3,900.00' }).click();
  await expect(page.getByText('Completed with failures')).toBeVisible();
  await expect(page.getByText('40 of 40')).toBeVisible();
  await page.getByRole('link', { name: 'Failed 3' }).click();
  await expect(page.getByRole('row')).toHaveCount(4);
  for (const why of ['not enough money', 'the card has expired', 'wants the customer to confirm'])
    await expect(page.getByText(why).filter({ visible: true })).toBeVisible();
  await expectFitAndAccessible(page);

  await bankSays(poor, 'yes');
  await page.getByRole('link', { name: 'Retry the one that can succeed' }).click();
  await page.getByRole('button', { name: 'Charge 1 invoice · $100.00' }).click();
  await expect(page.getByText('1 of 1')).toBeVisible();
  await expect(page.getByText('Completed', { exact: true })).toBeVisible();

  await page.goto('/vendor/payments?state=paid');
  await page.getByRole('link', { name: poor.customerName, exact: true }).click();
  await expect(heading(page, 'Payment of $100.00')).toBeVisible();
  await page.getByRole('link', { name: 'Refund', exact: true }).click();
  await page.getByRole('radio', { name: 'A part of it' }).check();
  await page.getByLabel('Amount, USD').fill('25');
  await page.getByLabel('Reason').fill('One item came back');
  await expectFitAndAccessible(page);
  await page.getByRole('button', { name: 'Refund $25.00' }).click();
  await expect(page.getByText('Refunded $25.00.')).toBeVisible();
  await expectFitAndAccessible(page);

  await page.goto('/vendor/payment-links/new');
  await expectFitAndAccessible(page);
  await page.getByRole('link', { name: `${bare.customerName} C-` }).click();
  await page.getByRole('button', { name: 'Make it and mail it' }).click();
  await expect(heading(page, 'The link is made')).toBeVisible();
  const mail = await mailNumber(page, bare.email, 1);
  const theirs = await browser.newContext({ baseURL: process.env['APP_URL'] });
  const complaints = watch(theirs);
  const window = await theirs.newPage();
  await window.goto(/https?:\/\/\S+\/l\/\S+/.exec(mail.text)?.[0] ?? '');
  await typeCard(window, 'fine');
  await payButton(window).click();
  await expectPaid(window);
  await expectFitAndAccessible(window);
  expect(complaints).toEqual([]);
  await theirs.close();

  const { verifyBooks } = await import('~/domain/books/verify-books.server');
  expect((await verifyBooks()).filter((finding) => finding.vendorId === vendorId)).toEqual([]);
});
