import { Secret, TOTP } from 'otpauth';
import type { Page } from '@playwright/test';
import { makeCustomer } from '~tests/factories/make-customer';
import { makeInvoice } from '~tests/factories/make-invoice';
import { enterAsStaff, expect, expectAccessible, test, watch } from './journey';
import { heading, mailNumber } from './steps';

/** Signed in long enough ago that what moves money or lets people in asks for a fresh code. */
const longAgo = () => new Date(Date.now() - 20 * 60_000);

test('an owner invites a colleague, who sets up a sign-in with a phone, and is out when removed', async ({
  page,
  context,
  browser,
  baseURL,
}) => {
  const owner = await enterAsStaff(context, { at: longAgo() });
  const email = `colleague-${owner.actor.staffId}@staff.example`;
  await page.goto('/vendor/settings');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Team' }).click();
  await expectAccessible(page);
  await page.getByLabel('Name').fill('Nia New');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('What they may do').selectOption({ label: 'Biller: bills, charges and refunds' });
  await page.getByRole('button', { name: 'Send invitation' }).click();

  await expect(heading(page, 'Is it still you?')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel(/^Code of your authenticator app/).fill('000000');
  await page.getByRole('button', { name: 'Confirm and go on' }).click();
  await expect(page.getByRole('alert')).toContainText('That code is wrong');
  await page.getByLabel(/^Code of your authenticator app/).fill(owner.codeAt(new Date()));
  await page.getByRole('button', { name: 'Confirm and go on' }).click();
  await expect(page.getByText('The invitation is on its way.')).toBeVisible();
  await expect(page.getByRole('row', { name: /Nia New.*biller.*invited/ })).toBeVisible();
  await expectAccessible(page);

  const link = /http\S+\/vendor\/invitation\/\S+/.exec((await mailNumber(page, email, 1)).text)?.[0] ?? '';
  const theirs = await browser.newContext({ baseURL, viewport: page.viewportSize() });
  const complaints = watch(theirs);
  const colleague = await theirs.newPage();
  await colleague.goto(link);
  await expect(heading(colleague, /^Work at Vendor/)).toBeVisible();
  await expectAccessible(colleague);
  const secret = Secret.fromBase32(((await colleague.locator('.select-all').textContent()) ?? '').replaceAll(' ', ''));
  await colleague.getByLabel('New password').fill('Password1234');
  await colleague.getByLabel(/^Six-digit code/).fill(new TOTP({ secret }).generate());
  await colleague.getByRole('button', { name: 'Set up and sign in' }).click();
  await expect(colleague.getByText('This is among the first that anybody would try.')).toBeVisible();
  await expectAccessible(colleague);
  await colleague.getByLabel('New password').fill('seven green umbrellas');
  await colleague.getByLabel(/^Six-digit code/).fill(new TOTP({ secret }).generate());
  await colleague.getByRole('button', { name: 'Set up and sign in' }).click();
  await expect(heading(colleague, 'You are in')).toBeVisible();
  await expect(colleague.getByRole('listitem')).toHaveCount(10);
  await expectAccessible(colleague);
  await colleague.getByRole('link', { name: /^I have kept them/ }).click();
  await expect(heading(colleague, 'Overview')).toBeVisible();

  await page.reload();
  await page.getByRole('link', { name: 'Change Nia New' }).click();
  await expect(heading(page, 'Nia New')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Remove Nia New' }).click();
  await expect(page.getByText('They no longer work here.')).toBeVisible();
  await colleague.goto('/vendor/settings');
  await expect(heading(colleague, 'Staff sign-in')).toBeVisible();
  expect(complaints).toEqual([]);
  await theirs.close();
});

test('a passkey is added, and opens the desk by itself', async ({ page, context }) => {
  const staff = await enterAsStaff(context, { role: 'biller' });
  await givePasskeys(page);
  await page.goto('/vendor/settings/sign-in');
  await page.getByLabel('Name of the device').fill('My laptop');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(page.getByText('The passkey was added.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Remove My laptop' })).toBeVisible();
  await page.getByRole('button', { name: 'Make new ones' }).click();
  await expect(page.getByText('Keep these now.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'I have kept them' }).click();
  await expect(page.getByText('10 are left.')).toBeVisible();
  await page.getByRole('button', { name: 'Set up another app' }).click();
  await expect(page.getByRole('img', { name: 'QR code for your authenticator app' })).toBeVisible();
  await expectAccessible(page);
  await page.locator('main').getByRole('button', { name: 'Sign out everywhere' }).click();
  await expect(page.getByText('You are signed out everywhere.')).toBeVisible();
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(heading(page, 'Overview')).toBeVisible();
  await page.goto('/vendor/settings/sign-in');
  await expect(page.locator('main').getByText(staff.email).first()).toBeVisible();
  await expect(page.getByText(/^last used/)).toBeVisible();
});

test('staff see the portal as a customer does, change nothing there, and stop', async ({ page, context }) => {
  const staff = await enterAsStaff(context, { role: 'viewer' });
  const { vendorId } = staff.actor;
  const customer = await makeCustomer({ vendorId, name: 'Fabrikam Inc.' });
  const invoice = await makeInvoice({ vendorId, customerId: customer.id, dueOn: '2026-01-05' });
  await page.goto('/vendor');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'View as customer Fabrikam Inc.' }).filter({ visible: true }).click();
  await expect(heading(page, 'You owe $100.00')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Viewing as customer' })).toContainText(
    'You see what Fabrikam Inc. sees',
  );
  await expectAccessible(page);
  await page.getByRole('link', { name: invoice.number }).click();
  await expect(heading(page, `Invoice ${invoice.number}`)).toBeVisible();
  const headers = { origin: new URL(page.url()).origin };
  for (const path of ['/pay', '/payment-methods', `/invoices/${invoice.id}/dispute`, '/invoices/ticks'])
    expect([path, (await page.request.post(path, { form: { intent: 'x' }, headers })).status()]).toEqual([path, 403]);
  await page.getByRole('button', { name: 'Stop viewing' }).click();
  await expect(heading(page, 'Overview')).toBeVisible();
  await page.goto('/invoices');
  await expect(heading(page, 'Sign in')).toBeVisible();
});

/** A device with a fingerprint reader, and a finger on it. */
async function givePasskeys(page: Page): Promise<void> {
  const device = await page.context().newCDPSession(page);
  await device.send('WebAuthn.enable');
  await device.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}
