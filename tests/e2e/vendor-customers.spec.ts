import { makePayer } from '../support/product-data';
import { enterAsStaff, expect, expectAccessible, test } from './journey';
import { heading } from './steps';

test('staff make a customer, let people in, and find it again', async ({ page, context }) => {
  const { actor } = await makePayer();
  await enterAsStaff(context, { vendorId: actor.vendorId, role: 'biller' });
  await page.goto('/vendor/customers');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'New customer' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Coho Winery');
  await page.getByRole('textbox', { name: 'E-mail address' }).fill('nowhere');
  await page.getByRole('button', { name: 'Create customer' }).click();
  await expect(page.getByText('Type a whole e-mail address')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Coho Winery');
  await expectAccessible(page);
  const email = `coho-${actor.contactId}@example.com`;
  await page.getByRole('textbox', { name: 'E-mail address' }).fill(email);
  await page.getByRole('button', { name: 'Create customer' }).click();
  await expect(heading(page, 'Coho Winery')).toBeVisible();
  await expect(page.getByText('No card or bank account is on file')).toBeVisible();
  await expectAccessible(page);

  await page.getByText('Change').click();
  await page.getByRole('radio', { name: /^Viewer/ }).check();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save role' }).click();
  await expect(page.getByText('The role was changed.')).toBeVisible();
  await page.getByText('Add a contact').click();
  await page.getByRole('textbox', { name: 'E-mail address' }).fill(`second-${email}`);
  await page.getByRole('button', { name: 'Add contact' }).click();
  await expect(page.getByRole('list', { name: 'Contacts' }).getByRole('listitem')).toHaveCount(2);
  await expect(page.getByText(`Contact second-${email} added as payer`)).toBeVisible();

  await page.goto(`/vendor/customers?q=${email}`);
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.getByRole('link', { name: 'Overdue', exact: true }).first().click();
  await expect(page.getByText('No customer matches')).toBeVisible();
  await expectAccessible(page);
});

test('a file is checked before it goes in', async ({ page, context }) => {
  await enterAsStaff(context, { role: 'biller' });
  await page.goto('/vendor/customers');
  await expect(page.getByText('No customers yet')).toBeVisible();
  await page.getByRole('link', { name: 'Import' }).click();
  await expectAccessible(page);
  const content = 'Number,Name,Contact e-mail\nI-1,Import One,\n,Nobody,\nI-2,Import Two,not an address\n';
  await page
    .getByLabel('CSV or XLSX file')
    .setInputFiles({ name: 'mine.csv', mimeType: 'text/csv', buffer: Buffer.from(content) });
  await page.getByRole('button', { name: 'Check the file' }).click();
  await expect(page.getByText('1 customer will be created, 0 contacts added.')).toBeVisible();
  await expect(page.getByText('Give it a number.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Import 1 customer' }).click();
  await expect(page.getByText('1 customer created, 0 contacts added.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'See customers' }).click();
  await expect(page.getByRole('link', { name: 'Import One' })).toBeVisible();
});
