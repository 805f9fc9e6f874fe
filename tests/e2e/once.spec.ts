import { dispute, moneyOf, payOutside } from '../support/product-data';
import { expect, expectAccessible, test } from './journey';
import { expectPaid, heading, payButton } from './steps';

const PAY_ALL = '/pay?currency=USD&all=1';
const ONE_PAYMENT = { charged: ['30000 USD'], succeeded: ['30000 USD'], states: ['succeeded'] };
const THREE_AND_A_CARD = { invoices: [{ count: 3 }], cards: ['pm_card_visa'] };

test('an invoice that changed meanwhile: nothing is charged, the change is shown, and paying again works', async ({
  page,
  arrive,
}) => {
  const me = await arrive(THREE_AND_A_CARD);
  const [first, second] = me.invoices;
  if (!first || !second) throw new Error('three invoices were asked for');
  await page.goto(PAY_ALL);
  await expect(heading(page, 'Pay 3 invoices at once')).toBeVisible();
  await payOutside(me, first, 4_000n);
  await payButton(page).click();
  await expect(
    page.getByText(`Nothing was charged: ${first.number} changed from $100.00 to $60.00 while you were looking.`),
  ).toBeVisible();
  await expect(payButton(page)).toHaveText('Pay $260.00');
  await expectAccessible(page);
  expect((await moneyOf(me)).charged).toEqual([]);

  await dispute(me, second);
  await payButton(page).click();
  await expect(
    page.getByText(`Nothing was charged: ${second.number} is in dispute while you were looking.`),
  ).toBeVisible();
  await expect(payButton(page)).toHaveText('Pay $160.00');
  expect((await moneyOf(me)).charged).toEqual([]);

  await payButton(page).click();
  await expectPaid(page);
  expect((await moneyOf(me)).charged).toEqual(['16000 USD']);
});

test('ten presses of the button are one payment', async ({ page, arrive }) => {
  const me = await arrive(THREE_AND_A_CARD);
  await page.goto(PAY_ALL);
  await payButton(page).evaluate((button: HTMLButtonElement) => {
    for (let press = 0; press < 10; press++) button.click();
  });
  await expectPaid(page);
  expect(await moneyOf(me)).toEqual(ONE_PAYMENT);
});

test('the same form posted ten times at once is one payment', async ({ page, arrive }) => {
  const me = await arrive(THREE_AND_A_CARD);
  await page.goto(PAY_ALL);
  await expect(payButton(page)).toBeEnabled();
  const form = await page
    .locator('form[aria-label=Payment]')
    .evaluate((form: HTMLFormElement) =>
      Object.fromEntries(
        [...new FormData(form)].filter((field): field is [string, string] => typeof field[1] === 'string'),
      ),
    );
  const origin = new URL(page.url()).origin;
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => page.request.post(PAY_ALL, { form, headers: { origin } })),
  );
  expect(new Set(answers.map((answer) => new URL(answer.url()).pathname))).toEqual(
    new Set([`/payments/${form['paymentId']}`]),
  );
  await page.goto(`/payments/${form['paymentId']}`);
  await expectPaid(page);
  expect(await moneyOf(me)).toEqual(ONE_PAYMENT);
});

test('two tabs on the same invoices: one pays, the other is told', async ({ page, context, arrive }) => {
  const me = await arrive(THREE_AND_A_CARD);
  const other = await context.newPage();
  await page.goto(PAY_ALL);
  await other.goto(PAY_ALL);
  await expect(payButton(other)).toBeVisible();
  await payButton(page).click();
  await expectPaid(page);
  await payButton(other).click();
  await expect(other.getByText('Nothing was charged: 3 invoices changed while you were looking.')).toBeVisible();
  await expect(other.getByText(`${me.invoices[0]?.number} was paid`)).toBeVisible();
  await expectAccessible(other);
  expect(await moneyOf(me)).toEqual(ONE_PAYMENT);
});

test('back, reload and forward after paying never pay again', async ({ page, arrive }) => {
  const me = await arrive(THREE_AND_A_CARD);
  await page.goto('/invoices');
  await page.getByRole('button', { name: /^Pay all 3/ }).click();
  await payButton(page).click();
  await expectPaid(page);
  await page.reload();
  await expectPaid(page);
  await page.goBack();
  await expect(heading(page, 'You owe nothing')).toBeVisible();
  await page.reload();
  await expect(heading(page, 'You owe nothing')).toBeVisible();
  await page.goForward();
  await expectPaid(page);
  expect(await moneyOf(me)).toEqual(ONE_PAYMENT);
});

test('who closes the page before the answer finds the payment on coming back', async ({ page, context, arrive }) => {
  const me = await arrive(THREE_AND_A_CARD);
  await page.goto(PAY_ALL);
  // The request reaches the product whole; its answer never reaches the page.
  const answered = new Promise<void>((resolve) => {
    void page.route(/\/pay(\.data)?\?/, async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      await route.fetch({ maxRedirects: 0 });
      resolve();
    });
  });
  await payButton(page).click();
  await answered;
  await page.close();

  const later = await context.newPage();
  await later.goto('/payments');
  await later.getByRole('table', { name: 'Payments, newest first' }).locator('tbody a').first().click();
  await expectPaid(later);
  await later.goto('/invoices');
  await expect(heading(later, 'You owe nothing')).toBeVisible();
  expect(await moneyOf(me)).toEqual(ONE_PAYMENT);
});
