import type { Page } from '@playwright/test';
import { makePayer, moneyOf } from '../support/product-data';
import { expect, test } from './journey';
import { codeIn, expectPaid, heading, mailNumber } from './steps';

test('signs in, finds, ticks and pays with the keyboard alone', async ({ page, isMobile }) => {
  test.skip(isMobile, 'phones have no keyboard');
  const me = await makePayer({ invoices: [{ count: 3 }], cards: ['pm_card_visa'] });
  const wanted = me.invoices[1]?.number ?? '';
  await page.goto('/sign-in');
  await tabTo(page, /^email$/);
  await page.keyboard.type(me.email);
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Check your mail')).toBeVisible();
  await tabTo(page, /^code$/);
  await page.keyboard.type(codeIn(await mailNumber(page, me.email, 1)));
  await page.keyboard.press('Enter');
  await expect(heading(page, 'You owe $300.00')).toBeVisible();

  // The page is there before its scripts, and with them its keys.
  const search = page.getByRole('searchbox');
  await expect(async () => {
    await page.keyboard.press('/');
    await expect(search).toBeFocused({ timeout: 250 });
  }).toPass();
  await page.keyboard.type(wanted);
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^1 match\b/)).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('j');
  await expect(page.getByLabel(`Select ${wanted}`)).toBeFocused();
  await page.keyboard.press('x');
  await expect(page.getByLabel(`Select ${wanted}`)).toBeChecked();
  await tabTo(page, /^Review and pay \$100\.00$/);
  await page.keyboard.press('Enter');

  await expect(heading(page, `Pay ${wanted}`)).toBeVisible();
  await tabTo(page, /^method$/);
  await tabTo(page, /^Pay \$100\.00$/);
  await page.keyboard.press('Enter');
  await expectPaid(page);
  expect((await moneyOf(me)).charged).toEqual(['10000 USD']);
});

/** Presses Tab until what has the focus is called so (a field by its name, a button by its words). Each stop must show that it has it. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let pressed = 0; pressed < 60; pressed++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null;
      const called = (element as HTMLInputElement | null)?.name;
      const shown = element?.closest('label') ?? element;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element ?? document.body);
      const visible = (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
      const text = element instanceof HTMLInputElement ? called : element?.textContent.trim();
      return {
        text: text ?? '',
        page: element === document.body,
        visible,
        where: shown?.outerHTML.slice(0, 120) ?? '',
      };
    });
    if (!stop.page) expect(stop.visible, `the focus can be seen on ${stop.where}`).toBe(true);
    if (name.test(stop.text)) return;
  }
  throw new Error(`sixty times Tab did not lead to ${name.source}`);
}
