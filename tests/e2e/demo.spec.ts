import { type Page } from '@playwright/test';
import { expect, expectAccessible, signIn, test, type House } from '~tests/support/house';
import { payButton } from '~tests/support/pay-page';

test.use({ seed: 'demo' });

const heading = (name: string | RegExp) => ({ level: 1, name });

/** Signed in as somebody of the demo. */
async function enterAs(page: Page, house: House, email: string, path = '/invoices'): Promise<void> {
  const { db } = await import('~/lib/db.server');
  const { contacts, id: personId } = await db.person.findUniqueOrThrow({ where: { email }, include: { contacts: true } });
  const [contact] = contacts;
  const actor = { kind: 'contact' as const, vendorId: contact!.vendorId, customerId: contact!.customerId, contactId: contact!.id, personId, role: 'payer' as const };
  await signIn(page.context(), house, { actor } as never);
  await page.goto(path);
}

test('10,000 open invoices: all of them selected in one press, and what one payment takes is said plainly', async ({ page, house }) => {
  await enterAs(page, house, 'marco@wideworld.example');
  await expect(page.getByRole('checkbox', { name: /^Select INV/ })).toHaveCount(100);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Select all 10,000' }).click();
  await expect(page.getByText('One payment takes up to 1,000 invoices. You selected 10,000.').locator('visible=true')).toBeVisible();
  await expectAccessible(page);
  await page.goto('/pay');
  await expect(page.getByRole('heading', heading('One payment takes up to 1,000 invoices'))).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Pay the first 1,000' }).click();
  await expect(page.getByRole('heading', heading('Pay 1,000 invoices at once'))).toBeVisible();
  await expect(payButton(page)).toBeVisible();
});

test('pages, search and filter keep what was ticked', async ({ page, house }) => {
  await enterAs(page, house, 'marie@contoso.example');
  await page.getByRole('checkbox', { name: /^Select INV/ }).nth(1).check();
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByRole('button', { name: 'Previous' })).toBeVisible();
  await page.getByRole('checkbox', { name: /^Select INV/ }).nth(3).check();
  await page.getByRole('searchbox').fill('nothing is called that');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'No open invoice matches' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Show all open invoices' }).click();
  await expect(page.getByRole('button', { name: /^Review and pay \$/ })).toBeVisible();
  await expect(page.getByText(/^2 (invoices )?selected$/).locator('visible=true')).toBeVisible();
});

test('who belongs to two customers chooses one, and switches without signing in again', async ({ page, house }) => {
  await enterAs(page, house, 'grace@bookkeepers.example', '/choose-customer');
  await expectAccessible(page);
  await page.getByRole('button', { name: /Adventure Works/ }).click();
  await expect(page).toHaveURL(/\/invoices/);
  await page.getByLabel('Menu of Grace Hopper').click();
  await expect(page.getByText('Adventure Works').locator('visible=true').first()).toBeVisible();
  await page.getByRole('link', { name: 'Switch customer' }).click();
  await page.getByRole('button', { name: /Tailspin Toys/ }).click();
  await expect(page).toHaveURL(/\/invoices/);
  await page.getByLabel('Menu of Grace Hopper').click();
  await expect(page.getByText('Tailspin Toys').locator('visible=true').first()).toBeVisible();
});

test('what cannot be paid stands apart, with the reason', async ({ page, house }) => {
  await enterAs(page, house, 'amelia@tailspin.example');
  const apart = page.getByRole('region', { name: 'Not payable now' });
  await expect(apart).toBeVisible();
  await expectAccessible(page);
  await apart.getByRole('link', { name: /^INV/ }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expectAccessible(page);
});

test('a customer who owes nothing is told so', async ({ page, house }) => {
  await enterAs(page, house, 'lise@litware.example');
  await expect(page.getByRole('heading', { name: 'Nothing to pay' })).toBeVisible();
  await expectAccessible(page);
});

test('signing out ends it: the back button shows nothing, an old address asks to sign in', async ({ page, house }) => {
  await enterAs(page, house, 'ada@fabrikam.example');
  await page.getByLabel('Menu of Ada Lovelace').click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await expect(page.getByText('You are signed out.')).toBeVisible();
  await expectAccessible(page);
  await page.goto('/payments');
  await expect(page).toHaveURL(/\/sign-in\?to=/);
});
