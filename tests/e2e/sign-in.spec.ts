import { makePayer } from '../support/product-data';
import { enter, expect, expectAccessible, test, watch } from './journey';
import { askForCode, codeIn, heading, linkIn, mailNumber, mailsTo } from './steps';

test('a wrong code is refused in words, the right one signs in, and signing out ends it', async ({ page }) => {
  const me = await makePayer({ invoices: [{ count: 2 }] });
  await page.goto('/sign-in');
  await expect(page.getByLabel('E-mail address')).toBeFocused();
  await page.keyboard.type('not an address');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('E-mail address')).toHaveAccessibleDescription(/./);
  await expectAccessible(page);
  await askForCode(page, me.email);
  await expectAccessible(page);
  const code = codeIn(await mailNumber(page, me.email, 1));
  const field = page.getByLabel('Six-digit code');
  await expect(field).toBeFocused();
  await field.fill(code === '000000' ? '111111' : '000000');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('That code is wrong, or no longer good.')).toBeVisible();
  await expectAccessible(page);
  await field.fill(code);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(heading(page, 'You owe $200.00')).toBeVisible();

  await page.getByLabel(`Menu of ${me.name}`).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await expect(page.getByText('You are signed out.')).toBeVisible();
  await page.goto('/invoices');
  await expect(heading(page, 'Sign in')).toBeVisible();
});

test('the link of the mail changes nothing when opened, works by its button, once, and in this browser alone', async ({
  page,
  browser,
  context,
}) => {
  const me = await makePayer({ invoices: [{ count: 1 }] });
  await askForCode(page, me.email);
  const link = linkIn(await mailNumber(page, me.email, 1));

  const elsewhere = await browser.newContext();
  const complaints = watch(elsewhere);
  const other = await elsewhere.newPage();
  await other.goto(link);
  await expect(other.getByText('The link works only in the browser where you asked for it.')).toBeVisible();
  await expect(other.getByLabel('Six-digit code')).toBeVisible();
  await expect(other.getByRole('button', { name: /^Sign in to/ })).toHaveCount(0);
  await expectAccessible(other);
  await elsewhere.close();
  expect(complaints).toEqual([]);

  await page.goto(link);
  await page.goto(link);
  await expectAccessible(page);
  expect((await context.cookies()).map(({ name }) => name)).not.toContain('__Host-quittance');
  await page.getByRole('button', { name: /^Sign in to/ }).click();
  await expect(heading(page, 'You owe $100.00')).toBeVisible();

  await page.goto(link);
  await expect(heading(page, 'This link no longer works')).toBeVisible();
  await expectAccessible(page);
});

test('an unknown address gets the same answer as a known one, and no mail', async ({ page, context }) => {
  const me = await makePayer();
  const stranger = `nobody-${me.actor.personId}@example.com`;
  const said = async (email: string) => {
    await context.clearCookies();
    await askForCode(page, email);
    return ((await page.locator('main').textContent()) ?? '').replaceAll(email, 'EMAIL');
  };
  const toStranger = await said(stranger);
  expect(await said(me.email)).toBe(toStranger);
  await mailNumber(page, me.email, 1);
  expect(await mailsTo(page, stranger)).toEqual([]);
});

test('who belongs to two customers chooses one, and switches', async ({ page, context }) => {
  const first = await makePayer({ invoices: [{ count: 1 }] });
  const second = await makePayer({ email: first.email, invoices: [{ count: 3 }] });
  await enter(context, first, { chosen: false });
  await page.goto('/');
  await expect(heading(page, 'Whose invoices?')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: first.customerName }).click();
  await expect(heading(page, 'You owe $100.00')).toBeVisible();

  await page.getByLabel(`Menu of ${first.name}`).click();
  await page.getByRole('link', { name: 'Switch customer' }).click();
  await page.getByRole('button', { name: second.customerName }).click();
  await expect(heading(page, 'You owe $300.00')).toBeVisible();
  await page.reload();
  await expect(heading(page, 'You owe $300.00')).toBeVisible();
});

test('the menu opened before the scripts have come stays open when they do', async ({ page, context, arrive }) => {
  const me = await arrive({ invoices: [{ count: 1 }] });
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await context.route(/\/assets\/.*\.js$/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/invoices', { waitUntil: 'commit' });
  await page.getByLabel(`Menu of ${me.name}`).click();
  release();
  await page.waitForLoadState('load');
  // Escape is the scripts' own: that it closes the menu proves that they have come, and found it open.
  await expect(page.getByRole('button', { name: 'Sign out', exact: true })).toBeVisible();
  await expect(async () => {
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Sign out', exact: true })).toBeHidden({ timeout: 100 });
  }).toPass();
  await page.getByLabel(`Menu of ${me.name}`).click();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await expect(heading(page, 'Sign in')).toBeVisible();
});
