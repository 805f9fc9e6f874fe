import { makePayer, makeRefusedMail } from '../support/product-data';
import { enterAsStaff, expect, expectAccessible, test } from './journey';
import { heading, mailsTo } from './steps';

test('staff come from the overview to a mail that was not delivered, read why, and send it again', async ({
  page,
  context,
}) => {
  const payer = await makePayer();
  await makeRefusedMail(payer, 'Your payment receipt');
  await enterAsStaff(context, { vendorId: payer.actor.vendorId, role: 'biller' });
  await page.goto('/vendor');
  await page.getByRole('link', { name: '1 mail not delivered in the last seven days' }).click();
  await expect(heading(page, 'E-mail activity')).toBeVisible();
  await expect(page.getByRole('row')).toHaveCount(2);
  await expect(page.getByText('550 5.1.1 no such mailbox')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Your payment receipt' }).click();
  await expect(page.getByText('Dear payer,')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Send again' }).click();
  await expect(page.getByText(/^It is (on its way again|sent)\.$/)).toBeVisible();
  await expect.poll(async () => (await mailsTo(page, payer.email)).length).toBe(1);

  await page.goto('/vendor/email-activity?q=payer-');
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.goto('/vendor/email-activity?state=failed');
  await expect(page.getByText('No mail fits')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Batch payments' }).first().click();
  await expect(heading(page, 'Batch payments')).toBeVisible();
});
