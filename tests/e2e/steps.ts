import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test';

/** Cards as they are typed (sandbox/README.md). */
const CARDS = { fine: '4242424242424242', noMoney: '4000000000009995', asksBank: '4000002760003184' };
export type CardName = keyof typeof CARDS;

export const cardFields = (page: Page): FrameLocator => page.frameLocator('iframe[title="Secure payment input frame"]');
export const bank = (page: Page): FrameLocator => page.frameLocator('iframe[title="Bank authentication"]');

export async function typeCard(page: Page, card: CardName): Promise<void> {
  const fields = cardFields(page);
  await fields.locator('[name=number]').fill(CARDS[card]);
  await fields.locator('[name=expiry]').fill('12 / 34');
  await fields.locator('[name=cvc]').fill('123');
  await fields.locator('[name=postalCode]').fill('12345');
}

export const heading = (page: Page, name: string | RegExp): Locator => page.getByRole('heading', { level: 1, name });

/** The one button that pays, on a desk beside the form and on a phone at its foot. */
export const payButton = (page: Page): Locator => page.getByRole('button', { name: /^Pay [^\d]*[\d,.]+$/ });

export async function chooseNewCard(page: Page, card: CardName): Promise<void> {
  await page.getByRole('radio', { name: /Another card|A card/ }).check();
  await typeCard(page, card);
}

export const chooseSaved = (page: Page, last4: string): Promise<void> =>
  page.getByRole('radio', { name: new RegExp(`ending in ${last4}`) }).check();

/** Follows the payment to its end. */
export async function expectPaid(page: Page): Promise<void> {
  await expect(heading(page, /^Paid\./)).toBeVisible();
}

/** "$1,620.00" → 162000n. */
export function minorOf(text: string | null): bigint {
  const digits = /[\d,]+\.\d\d/.exec(text ?? '')?.[0];
  expect(digits, `an amount in "${text}"`).toBeDefined();
  return BigInt((digits ?? '').replace(/\D/g, ''));
}

export const sum = (amounts: bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n);

type Mail = { id: string; to: string; subject: string; text: string; attachments: { filename: string; url: string }[] };

/** Mails to an address, newest first. */
export async function mailsTo(page: Page, email: string): Promise<Mail[]> {
  const mails = (await (await page.request.get('/outbox.json')).json()) as Mail[];
  return mails.filter(({ to }) => to === email);
}

/** The newest of at least so many mails to an address, once it has come. */
export async function mailNumber(page: Page, email: string, count: number): Promise<Mail> {
  await expect.poll(async () => (await mailsTo(page, email)).length).toBeGreaterThanOrEqual(count);
  const [newest] = await mailsTo(page, email);
  if (!newest) throw new Error('the mail that was there is gone');
  return newest;
}

export const codeIn = (mail: Mail): string => /^(\d{3}) ?(\d{3})$/m.exec(mail.text)?.slice(1).join('') ?? '';
export const linkIn = (mail: Mail): string => /https?:\/\/\S+\/sign-in\/link\/\S+/.exec(mail.text)?.[0] ?? '';

export async function askForCode(page: Page, email: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await expect(heading(page, 'Check your mail')).toBeVisible();
}
