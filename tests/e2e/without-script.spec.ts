import { chargesOf, expectPaid, payButton } from '~tests/support/pay-page';
import { expect, openAsPayer, test } from '~tests/support/house';

test.use({ javaScriptEnabled: false });

test('before scripts: sign in, tick, review, pay with a saved card, read the receipt', async ({ page, house, request }) => {
  const { makePayer } = await import('~tests/support/payer');
  const { db } = await import('~/lib/db.server');
  const payer = await makePayer();
  await payer.invoices(3);
  await payer.saveCard('pm_card_visa');
  const { email } = await db.person.findUniqueOrThrow({ where: { id: payer.actor.personId } });

  await page.goto('/invoices');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('button', { name: 'Send me a code' }).click();
  const mail = async () => ((await (await request.get('/outbox.json')).json()) as { to: string; text: string }[]).find(({ to }) => to.includes(email));
  await expect.poll(mail).toBeTruthy();
  await page.getByLabel('Six-digit code').fill(/^\d{6}$/m.exec((await mail())?.text ?? '')?.[0] ?? '');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'You owe $300.00' })).toBeVisible();
  const boxes = page.getByRole('checkbox', { name: /^Select T-/ });
  await boxes.nth(0).check();
  await boxes.nth(1).check();
  await page.getByRole('button', { name: /^Review and pay/ }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Pay 2 invoices at once' })).toBeVisible();
  await payButton(page).click();
  await expectPaid(page);
  await page.getByRole('link', { name: /^Receipt R-/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Receipt R-/ })).toBeVisible();
  expect(await chargesOf(house, payer.actor)).toEqual([20_000n]);
});

test('before scripts: a card that asks goes by way of the bank’s page', async ({ page, house }) => {
  const payer = await openAsPayer(page, house, 1);
  await payer.saveCard('pm_card_authenticationRequired');
  await page.goto('/pay?all=1');
  await payButton(page).click();
  await page.getByRole('link', { name: 'Continue at your bank' }).click();
  await page.getByRole('button', { name: 'Complete authentication' }).click();
  await expectPaid(page);
  expect(await chargesOf(house, payer.actor)).toEqual([10_000n]);
});
