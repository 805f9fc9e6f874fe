import type { Browser, BrowserContext, Page } from '@playwright/test';
import { makePayer, moneyOf } from '../support/product-data';
import { enterAsStaff, expect, expectAccessible, test, watch } from './journey';
import { bank, expectPaid, heading, mailNumber, payButton, typeCard } from './steps';

/** Somebody's own window: no cookie of anybody. */
async function privateWindow(browser: Browser, like: BrowserContext): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({
    baseURL: process.env['APP_URL'],
    viewport: like.pages()[0]?.viewportSize() ?? null,
  });
  const complaints = watch(context);
  return { page: await context.newPage(), complaints };
}

const linkIn = (text: string) => /https?:\/\/\S+\/l\/\S+/.exec(text)?.[0] ?? '';

test('staff mail an account link; it is opened in a private window and paid there, with its receipt', async ({
  page,
  context,
  browser,
}) => {
  const payer = await makePayer({ invoices: [{ count: 2 }] });
  const { vendorId, customerId } = payer.actor;
  await enterAsStaff(context, { vendorId, role: 'biller' });
  await page.goto('/vendor/payment-links');
  await expect(page.getByText('No payment links yet')).toBeVisible();
  await expectAccessible(page);
  await page.goto(`/vendor/payment-links/new?customer=${customerId}`);
  await expect(page.getByText('$200.00')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Make it and mail it' }).click();
  await expect(heading(page, 'The link is made')).toBeVisible();
  await expect(page.getByLabel('Address of the link')).toHaveValue(/\/l\/[\w-]{43}$/);
  await expectAccessible(page);

  const mail = await mailNumber(page, payer.email, 1);
  expect(mail.subject).toMatch(/^\$200\.00 to pay to /);
  const { page: theirs, complaints } = await privateWindow(browser, context);
  await theirs.goto(linkIn(mail.text));
  await expect(theirs).toHaveURL(/\/links\/[0-9a-f-]{36}$/);
  await expect(heading(theirs, 'Pay 2 invoices at once')).toBeVisible();
  await expect(theirs.getByRole('checkbox', { name: /Save this card/ })).toHaveCount(0);
  await expectAccessible(theirs);
  await theirs.getByRole('link', { name: payer.invoices[0]?.number }).click();
  await expect(heading(theirs, `Invoice ${payer.invoices[0]?.number}`)).toBeVisible();
  await expectAccessible(theirs);
  await theirs.getByRole('link', { name: 'Back to paying' }).click();
  await typeCard(theirs, 'asksBank');
  await payButton(theirs).click();
  await bank(theirs).getByRole('button', { name: 'Complete authentication' }).click();
  await expectPaid(theirs);
  await theirs.reload();
  await expectPaid(theirs);
  await expectAccessible(theirs);
  await theirs.getByRole('link', { name: /^Receipt / }).click();
  await expect(heading(theirs, /^Receipt R-/)).toBeVisible();
  await expectAccessible(theirs);
  const paper = await theirs.request.get(
    (await theirs.getByRole('link', { name: 'Download PDF' }).getAttribute('href')) ?? '',
  );
  expect(paper.headers()['content-type']).toBe('application/pdf');
  await theirs.goto(linkIn(mail.text));
  await expect(heading(theirs, 'Nothing is owed at this moment')).toBeVisible();
  await expectAccessible(theirs);
  expect(await moneyOf(payer)).toMatchObject({ charged: ['20000 USD'], states: ['succeeded'] });
  expect(complaints).toEqual([]);

  await page.getByRole('link', { name: 'See the link' }).click();
  await expect(page.getByText('once, last')).toBeVisible();
  await expect(page.getByText('Payment of $200.00: paid')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Revoke the link' }).click();
  await expect(page.getByText('It is revoked')).toBeVisible();
  await theirs.goto(linkIn(mail.text));
  await expect(heading(theirs, 'The vendor took this payment link back')).toBeVisible();
  await expectAccessible(theirs);
  await expect(theirs.getByRole('link', { name: /@/ })).toHaveAttribute('href', /^mailto:/);
  await expect(theirs.getByRole('button', { name: 'Mail a fresh link to the address on file' })).toHaveCount(0);
  await theirs.goto(`/l/${'x'.repeat(43)}`);
  await expect(heading(theirs, 'This payment link opens nothing')).toBeVisible();
  await expectAccessible(theirs);
  await page.goto('/vendor/payment-links');
  await expect(page.getByRole('row', { name: /revoked/ })).toBeVisible();
  await expectAccessible(page);
  await theirs.context().close();

  await page.goto(`/vendor/invoices/${payer.invoices[0]?.id}`);
  const history = page.getByRole('listitem');
  await expect(history.filter({ hasText: 'Viewed by the customer' })).toContainText('Through a payment link');
  await expect(history.filter({ hasText: 'Payment link mailed' })).toContainText(payer.email);
  await expectAccessible(page);
});

test('staff ask for a card by mail; it is added in a private window and on file at once', async ({
  page,
  context,
  browser,
}) => {
  const payer = await makePayer();
  const { vendorId, customerId } = payer.actor;
  await enterAsStaff(context, { vendorId, role: 'biller' });
  await page.goto(`/vendor/customers/${customerId}`);
  await page.getByRole('button', { name: 'Ask for one by mail' }).click();
  await expect(page.getByText('The mail is on its way.')).toBeVisible();
  const mail = await mailNumber(page, payer.email, 1);
  const { page: theirs, complaints } = await privateWindow(browser, context);
  await theirs.goto(linkIn(mail.text));
  await expect(heading(theirs, 'Keep a card or bank account on file')).toBeVisible();
  await typeCard(theirs, 'asksBank');
  await expectAccessible(theirs);
  await theirs.getByRole('button', { name: 'Save card' }).click();
  await bank(theirs).getByRole('button', { name: 'Complete authentication' }).click();
  await expect(heading(theirs, 'It is kept. Thank you.')).toBeVisible();
  await expectAccessible(theirs);
  await theirs.goto(linkIn(mail.text));
  await expect(heading(theirs, 'It is kept. Thank you.')).toBeVisible();
  expect(complaints).toEqual([]);
  await page.reload();
  await expect(page.getByRole('list', { name: 'Methods on file' })).toContainText('3184');
  await theirs.context().close();
});
