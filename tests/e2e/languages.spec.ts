import type { Page } from '@playwright/test';
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

test.describe('in a browser that asks for Arabic', () => {
  test.use({ locale: 'ar-AE' });
  test('a customer signs in, reads, pays and has a receipt, all from right to left', async ({ page }) => {
    const me = await makePayer({ language: 'ar', invoices: [{ count: 2 }], cards: ['pm_card_visa'] });

    await page.goto('/sign-in');
    await fromRightToLeft(page);
    await page.getByLabel('البريد الإلكتروني').fill(me.email);
    await page.getByRole('button', { name: 'أرسل لي رمزًا' }).click();
    const asked = await mailNumber(page, me.email, 1);
    const code = /\b\d{6}\b/.exec(asked.text)?.[0] ?? '';
    // As a phone's Arabic keyboard types it.
    await page.getByLabel(/الرمز/).fill(code.replace(/\d/g, (digit) => '٠١٢٣٤٥٦٧٨٩'.charAt(Number(digit))));
    await fromRightToLeft(page);
    await page.getByRole('button', { name: 'تسجيل الدخول' }).click();

    await expect(heading(page, /200\.00/)).toHaveText('المستحق عليك: \u2068\u200f200.00\u200f\u00a0US$\u200e\u2069');
    await fromRightToLeft(page);
    await page.goto('/pay?currency=USD&all=1');
    await fromRightToLeft(page);
    await page
      .getByRole('button', { name: /^ادفع .*200\.00/ })
      .locator('visible=true')
      .click();
    await expect(heading(page, /^تم الدفع\./)).toBeVisible();
    await fromRightToLeft(page);
    expect((await moneyOf(me)).charged).toEqual(['20000 USD']);

    const mail = await mailNumber(page, me.email, 2);
    expect(mail.subject).toMatch(/^إيصال \u2068R-\d{4}-\d{6}\u2069: .*200\.00/);
    await page.goto('/receipts');
    await fromRightToLeft(page);
    await page.getByRole('link', { name: /^R-\d{4}-\d{6}$/ }).click();
    await expect(heading(page, /^الإيصال/)).toBeVisible();
    await fromRightToLeft(page);
    await page.goto('/no-such-page');
    await expect(heading(page, 'هذه الصفحة غير موجودة')).toBeVisible();
    await fromRightToLeft(page);
  });
});

/** The page says that it runs from right to left, can be used by everybody, and does not scroll sideways. */
async function fromRightToLeft(page: Page) {
  const html = page.locator('html');
  await expect(html).toHaveAttribute('lang', 'ar');
  await expect(html).toHaveAttribute('dir', 'rtl');
  await expectAccessible(page);
  expect(await html.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
}
