import type { Page } from '@playwright/test';
import { demoStaff } from '~/domain/demo/demo-staff';
import { enterAsStaff, expect, expectAccessible, test } from './journey';
import { heading, mailNumber } from './steps';

const NORA = 'nora@northwind.example';
const BEN = 'ben@northwind.example';

test('the demo’s staff sign in: password, the code that lands in the outbox, the overview', async ({
  page,
  isMobile,
}) => {
  // Codes are good once, so that the two sizes of screen do not wait for each other.
  const email = isMobile ? BEN : NORA;
  await page.goto('/vendor');
  await expect(heading(page, 'Staff sign-in')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill('not the password');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('The address or the password is wrong.');
  await page.getByLabel('Password').fill(demoStaff.password);
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Your code')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Code').fill(/^\d{6}$/m.exec((await mailNumber(page, email, 1)).text)?.[0] ?? '');
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Overview')).toBeVisible();
  await expect(page.getByText('Collected this week').first()).toBeVisible();
  await expectAccessible(page);
  await openMenu(page);
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await openMenu(page);
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await expect(heading(page, 'Staff sign-in')).toBeVisible();
  await page.goto('/vendor');
  await expect(heading(page, 'Staff sign-in')).toBeVisible();
});

test('a desk without invoices says so, and an address that is none leads back', async ({ page, context }) => {
  await enterAsStaff(context, { role: 'viewer' });
  await page.goto('/vendor');
  await expect(page.getByText('Nothing is open yet')).toBeVisible();
  await expectAccessible(page);
  await page.goto('/vendor/no-such-page');
  await expect(heading(page, 'There is no such page')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Go to the overview' }).click();
  await expect(heading(page, 'Overview')).toBeVisible();
});

async function openMenu(page: Page): Promise<void> {
  // The menu stands before what the page itself folds away.
  await page.locator('summary').filter({ visible: true }).first().click();
}
