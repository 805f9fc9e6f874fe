import { enter, expect, expectAccessible, test } from './journey';
import { heading, mailNumber } from './steps';
import { makePayer, moneyOf } from '../support/product-data';

test('a French customer reads, pays and is written to in French, and may read on in German', async ({
  page,
  context,
}) => {
  const me = await makePayer({ language: 'fr', invoices: [{ count: 2 }], cards: ['pm_card_visa'] });
  await enter(context, me);
  await page.goto('/invoices');
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  await expect(heading(page, /200,00\s\$US/)).toBeVisible();
  await expectAccessible(page);
  await page.goto('/pay?currency=USD&all=1');
  await expectAccessible(page);
  await page
    .getByRole('button', { name: /^Payer 200,00\s\$US$/ })
    .locator('visible=true')
    .click();
  await expect(heading(page, /^Payé\./)).toBeVisible();
  await expectAccessible(page);
  expect((await moneyOf(me)).charged).toEqual(['20000 USD']);
  const mail = await mailNumber(page, me.email, 1);
  expect(mail.subject).toMatch(/^Reçu .*200,00\s\$US/);

  await page.goto('/payments');
  await page.getByLabel(/^Menu de /).click();
  await page.getByRole('button', { name: 'Deutsch' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page).toHaveURL(/\/payments$/);
  await expect(heading(page, 'Zahlungen')).toBeVisible();
  await expectAccessible(page);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false, locale: 'de-AT' });
  test('the page before anybody is known speaks as the browser asks, and the language is chosen there too', async ({
    page,
    context,
  }) => {
    await page.goto('/sign-in');
    await expect(heading(page, 'Anmelden')).toBeVisible();
    const me = await makePayer({ invoices: [{ count: 1 }] });
    await enter(context, me);
    await page.goto('/invoices');
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await page.getByLabel(/^Menu of /).click();
    await page.getByRole('button', { name: 'Español' }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'es');
    await expect(heading(page, /100,00\sUS\$/)).toBeVisible();
  });
});
