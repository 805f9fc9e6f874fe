import { moneyOf, type Payer } from '../support/product-data';
import { expect, expectAccessible, test } from './journey';
import { cardFields, expectPaid, heading, payButton } from './steps';

/** The bank's days go by for this one payment; the clock would move for everybody's. */
async function bankAnswers(me: Payer): Promise<void> {
  const { db } = await import('~/lib/db.server');
  const { vendorId } = me.actor;
  const { gatewayIntentId } = await db.payment.findFirstOrThrow({ where: { vendorId, state: 'processing' } });
  const answer = await fetch(`${process.env['STRIPE_API_BASE']}/_ctl/debits`, {
    method: 'POST',
    body: JSON.stringify({ paymentIntent: gatewayIntentId }),
  });
  expect(answer.ok).toBe(true);
}

test('pays from a US bank account: on its way, shown everywhere, then paid with a receipt', async ({
  page,
  arrive,
}) => {
  const me = await arrive({ invoices: [{ count: 2 }] });
  await page.goto('/pay?all=1');
  await page.getByRole('radio', { name: 'A card or US bank account' }).check();
  const fields = cardFields(page);
  await fields.getByRole('radio', { name: 'US bank account' }).check();
  await fields.getByLabel('Full name or company').first().fill('Fabrikam Inc.');
  await fields.getByLabel('Email').first().fill('ada@fabrikam.example');
  await expect(fields.getByText(/you authorise .* to debit this bank account/)).toBeVisible();
  // By key: below a frame of another site, the pointer that Chromium emulates for phones misses.
  const save = page.getByRole('checkbox', { name: 'Save this account for next time' });
  await save.press('Space');
  await expect(save).toBeChecked();
  await expectAccessible(page);
  await payButton(page).click();

  await expect(heading(page, 'Your payment is on its way')).toBeVisible();
  await expect(page.getByText(/STRIPE TEST BANK/)).toBeVisible();
  await expectAccessible(page);
  await page.goto('/invoices');
  await expect(page.getByText('at the bank', { exact: true })).toHaveCount(2);
  await expect(page.getByText(/^until \d/)).toHaveCount(2);
  await expectAccessible(page);
  await page
    .getByRole('link', { name: /^See the payment of/ })
    .first()
    .click();
  await expect(heading(page, 'Your payment is on its way')).toBeVisible();
  await page.goto('/payments');
  await expect(page.getByText('at the bank').filter({ visible: true })).toBeVisible();
  await expect(page.getByText(/until \d/).filter({ visible: true })).toBeVisible();
  await expectAccessible(page);
  expect(await moneyOf(me)).toEqual({ charged: [], succeeded: [], states: ['processing'] });

  await page.getByRole('link', { name: /payment of 2 invoices/ }).click();
  await expect(heading(page, 'Your payment is on its way')).toBeVisible();
  // The page is open while the bank answers, and follows it.
  await bankAnswers(me);
  await expectPaid(page);
  await expectAccessible(page);
  await expect(page.getByRole('link', { name: 'Download receipt (PDF)' })).toBeVisible();
  expect(await moneyOf(me)).toEqual({ charged: ['20000 USD'], succeeded: ['20000 USD'], states: ['succeeded'] });

  await page.goto('/payment-methods');
  await expect(page.getByRole('list', { name: 'Saved methods' }).getByRole('listitem')).toContainText(
    'STRIPE TEST BANK',
  );
  await expectAccessible(page);
});

test('a SEPA debit that comes back opens the invoice again and says why', async ({ page, arrive }) => {
  const me = await arrive({ invoices: [{ count: 1, currency: 'EUR' }] });
  await page.goto('/pay?all=1');
  const fields = cardFields(page);
  await fields.getByRole('radio', { name: 'SEPA debit' }).check();
  await payButton(page).click();
  await expect(fields.getByText('The IBAN is incomplete.')).toBeVisible();
  await fields.locator('[name=sepa-name]').fill('Fabrikam GmbH');
  await fields.locator('[name=sepa-email]').fill('ada@fabrikam.example');
  await fields.locator('[name=sepa-iban]').fill('AT981904300002222227');
  await expect(fields.getByText(/within eight weeks of the debit/)).toBeVisible();
  await expectAccessible(page);
  await payButton(page).click();
  await expect(heading(page, 'Your payment is on its way')).toBeVisible();
  await bankAnswers(me);
  await expect(heading(page, 'The bank said no: not enough money.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Try again' }).click();
  await expect(payButton(page)).toBeVisible();
});

test('a new account is verified with the code of a small deposit, to pay and to keep', async ({ page, arrive }) => {
  await arrive({ invoices: [{ count: 1 }] });
  await page.goto('/pay?all=1');
  const fields = cardFields(page);
  const typeAccount = async () => {
    await fields.getByRole('radio', { name: 'US bank account' }).check();
    await fields.locator('[name=us-name]').fill('Fabrikam Inc.');
    await fields.locator('[name=us-email]').fill('ada@fabrikam.example');
    await fields.getByLabel('Bank account', { exact: true }).selectOption('Enter the account number instead');
    await fields.locator('[name=us-routing]').fill('110000000');
    await fields.locator('[name=us-number]').fill('000123456789');
  };
  await typeAccount();
  await expectAccessible(page);
  await payButton(page).click();
  await expect(heading(page, 'Verify your bank account')).toBeVisible();
  await expectAccessible(page);
  const tellCode = async (code: string) => {
    const opened = page.waitForEvent('popup');
    await page.getByRole('link', { name: /^Enter the code/ }).click();
    const hosted = await opened;
    await hosted.getByLabel('Code').fill(code);
    await expectAccessible(hosted);
    await hosted.getByRole('button', { name: 'Verify' }).click();
    return hosted;
  };
  const hosted = await tellCode('SM11AA');
  await expect(heading(hosted, 'Your bank account is verified')).toBeVisible();
  await hosted.close();
  await expect(heading(page, 'Your payment is on its way')).toBeVisible();

  await page.goto('/payment-methods');
  await page.getByRole('button', { name: 'Add a card or account' }).click();
  await typeAccount();
  await expectAccessible(page);
  // By keyboard: on a scrolled phone page the emulated pointer is sent to where the gateway's frame was before it grew.
  await page.getByRole('button', { name: 'Save account' }).press('Enter');
  const waiting = page.getByRole('list', { name: 'Accounts to verify' });
  await expect(waiting.getByRole('listitem')).toContainText('to be verified');
  await expectAccessible(page);
  await (await tellCode('SM11AA')).close();
  await page.reload();
  await expect(waiting).toHaveCount(0);
  await expect(page.getByRole('list', { name: 'Saved methods' }).getByRole('listitem')).toContainText('6789');
});
