import { readFile } from 'node:fs/promises';
import { runCommand } from '../support/product';
import { readPdf } from '../support/read-pdf';
import { expect, expectAccessible, test } from './journey';
import {
  askForCode,
  bank,
  chooseNewCard,
  codeIn,
  expectPaid,
  heading,
  mailNumber,
  mailsTo,
  minorOf,
  payButton,
  sum,
} from './steps';

const ADA = 'ada@fabrikam.example';

test('Ada signs in, pays all 12 with a new card that asks the bank, and holds a receipt that adds up', async ({
  page,
  isMobile,
}) => {
  test.skip(isMobile, 'the demo is paid once; the same steps on a phone are the other journeys');
  await askForCode(page, ADA);
  await expectAccessible(page);
  await page.getByLabel('Six-digit code').fill(codeIn(await mailNumber(page, ADA, 1)));
  await page.getByRole('button', { name: 'Sign in' }).click();

  await expect(heading(page, /^You owe \$/)).toBeVisible();
  const owed = minorOf(await heading(page, /^You owe/).textContent());
  await expectAccessible(page);
  await page.getByRole('button', { name: /^Pay all 12 · / }).click();

  await expect(heading(page, 'Pay 12 invoices at once')).toBeVisible();
  const lines = await page
    .getByRole('table', { name: 'Invoices in this payment' })
    .locator('tbody td.num > span:first-child')
    .allTextContents();
  expect(lines).toHaveLength(12);
  expect(sum(lines.map(minorOf))).toBe(owed);
  await chooseNewCard(page, 'asksBank');
  await expectAccessible(page);
  await payButton(page).click();
  await bank(page).getByRole('button', { name: 'Complete authentication' }).click();

  await expectPaid(page);
  await expectAccessible(page);
  const applied = page.locator('main .num');
  const figures = (await applied.allTextContents()).map(minorOf);
  expect(figures.at(-1), 'the last figure is the total').toBe(owed);
  expect(sum(figures.slice(0, -1))).toBe(owed);

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download receipt (PDF)' }).click();
  const file = await readFile(await (await download).path());
  expect(file.subarray(0, 5).toString()).toBe('%PDF-');
  const pdf = readPdf(file);
  expect(pdf.pages).toHaveLength(1);

  await page.getByRole('link', { name: /^Receipt / }).click();
  await expect(heading(page, /^Receipt /)).toBeVisible();
  const number = ((await heading(page, /^Receipt /).textContent()) ?? '').replace('Receipt ', '');
  await expectAccessible(page);
  const rows = page.getByRole('table', { name: 'What was paid on each invoice' }).locator('tbody tr');
  await expect(rows).toHaveCount(12);
  const paid = (await rows.locator('td:nth-child(3)').allTextContents()).map(minorOf);
  expect(sum(paid)).toBe(owed);
  await expect(page.locator('main').getByText('Total paid').locator('xpath=following-sibling::*')).toHaveText(/./);
  expect(
    minorOf(await page.locator('main').getByText('Total paid').locator('xpath=following-sibling::*').textContent()),
  ).toBe(owed);
  expect(
    minorsIn(pdf.pages.flat().map(({ text }) => text)),
    'every amount of the page, and the total, stand in the PDF',
  ).toEqual(expect.arrayContaining([...paid, owed]));
  expect(pdf.title).toContain(number);

  await page.getByRole('link', { name: 'open its check page' }).click();
  await expect(heading(page, 'This receipt is genuine.')).toBeVisible();
  await expect(page.getByText(number)).toBeVisible();
  await expectAccessible(page);

  await expect
    .poll(async () => (await mailsTo(page, ADA)).filter(({ attachments }) => attachments.length > 0).length)
    .toBe(1);
  const mail = (await mailsTo(page, ADA)).find(({ attachments }) => attachments.length > 0);
  expect(mail?.attachments).toHaveLength(1);
  const attached = await (await page.request.get(mail?.attachments[0]?.url ?? '')).body();
  expect(attached.equals(file), 'the mail carries the very file').toBe(true);

  const { DATA_DIR = '', DATABASE_URL = '', SESSION_SECRET = '' } = process.env;
  const books = await runCommand(['verify-books', '--json'], { DATA_DIR, DATABASE_URL, SESSION_SECRET });
  expect(JSON.parse(books.stdout), books.stderr).toMatchObject({ ok: true });
});

function minorsIn(texts: string[]): bigint[] {
  return texts.filter((text) => /\d\.\d\d$/.test(text)).map(minorOf);
}
