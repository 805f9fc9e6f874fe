import { expect, expectAccessible, test } from './journey';
import { heading, mailNumber } from './steps';

test('a part of an invoice is disputed, the rest stays payable, and the dispute is withdrawn', async ({
  page,
  arrive,
}) => {
  const me = await arrive({ invoices: [{ count: 1 }] });
  const number = me.invoices[0]?.number ?? '';
  await page.goto(`/invoices/${me.invoices[0]?.id}`);
  await page.getByRole('link', { name: 'Ask a question or dispute' }).click();
  await expect(heading(page, 'Ask a question or dispute')).toBeVisible();
  await expect(page.getByLabel('Why?')).toBeHidden();
  await expectAccessible(page);
  await page.getByRole('radio', { name: /I dispute this invoice/ }).check();
  await page.getByRole('button', { name: /^Send to/ }).click();
  await expect(page.getByRole('alert')).toContainText('Choose a reason.');
  await expectAccessible(page);

  await page.getByLabel('Why?').selectOption('The amount is wrong');
  await page.getByLabel('Disputed amount (USD)').fill('100.01');
  await page.getByLabel('What is it about?').fill('The hours were 7, not 10.');
  await page.getByRole('button', { name: /^Send to/ }).click();
  await expect(page.getByRole('alert')).toContainText('Write an amount up to $100.00');
  await page.getByLabel('Disputed amount (USD)').fill('30');
  await page.getByRole('button', { name: /^Send to/ }).click();
  await expect(heading(page, `Invoice ${number}`)).toBeVisible();
  await expect(page.getByText(/^Your dispute was sent to/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Pay $70.00' })).toBeVisible();
  await expect(page.getByText('$30.00 disputed: the amount is wrong')).toBeVisible();
  await expect(page.getByText(`${me.name}: The hours were 7, not 10.`)).toBeVisible();
  await expectAccessible(page);
  expect((await mailNumber(page, me.email, 1)).subject).toBe(`Your dispute of invoice ${number} was sent`);

  await page.getByRole('button', { name: 'Withdraw the dispute' }).click();
  await expect(page.getByText('The dispute is withdrawn.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Pay $100.00' })).toBeVisible();
  await expect(page.getByText('Dispute withdrawn')).toBeVisible();
  expect((await mailNumber(page, me.email, 2)).subject).toBe(`You withdrew your dispute of invoice ${number}`);
});

test('all of an invoice is disputed: it leaves what can be paid, with the reason', async ({ page, arrive }) => {
  const me = await arrive({ invoices: [{ count: 2 }] });
  await page.goto(`/invoices/${me.invoices[0]?.id}/dispute`);
  await page.getByRole('radio', { name: /I dispute this invoice/ }).check();
  await page.getByLabel('Why?').selectOption('Not ordered');
  await page.getByRole('button', { name: /^Send to/ }).click();
  await expect(page.getByText('Under discussion: not ordered.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Pay/ })).toHaveCount(0);
  await page.goto('/invoices');
  await expect(heading(page, 'You owe $100.00')).toBeVisible();
  await page.goto(`/invoices/${me.invoices[0]?.id}/dispute`);
  await expect(page.getByText('This invoice is in dispute already.')).toBeVisible();
  await expectAccessible(page);
});

test('a viewer may ask, and is told that disputing is for payers', async ({ page, arrive }) => {
  const me = await arrive({ role: 'viewer', invoices: [{ count: 1 }] });
  await page.goto(`/invoices/${me.invoices[0]?.id}`);
  await page.getByRole('link', { name: 'Ask a question' }).click();
  await expect(page.getByText('You may ask, but not dispute.')).toBeVisible();
  await expect(page.getByRole('radio')).toHaveCount(0);
  await page.getByLabel('What is it about?').fill('Which project is it?');
  await page.getByRole('button', { name: /^Send to/ }).click();
  await expect(page.getByText(/^Your question was sent to/)).toBeVisible();
  await expect(page.getByText(`${me.name}: Which project is it?`)).toBeVisible();
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });
  test('the form and the withdrawal work', async ({ page, arrive }) => {
    const me = await arrive({ invoices: [{ count: 1 }] });
    await page.goto(`/invoices/${me.invoices[0]?.id}/dispute`);
    await page.getByRole('radio', { name: /I dispute this invoice/ }).check();
    await page.getByLabel('Why?').selectOption('Not delivered');
    await page.getByRole('button', { name: /^Send to/ }).click();
    await expect(page.getByText('Under discussion: not delivered.')).toBeVisible();
    await page.getByRole('button', { name: 'Withdraw the dispute' }).click();
    await expect(page.getByRole('button', { name: 'Pay $100.00' })).toBeVisible();
  });
});
