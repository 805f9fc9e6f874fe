import { expect, type FrameLocator, type Page } from '@playwright/test';

/** What people do on the pay page and at the bank. */
export const CARDS = {
  pays: '4242424242424242',
  asks: '4000002760003184',
  declined: '4000000000000002',
  poor: '4000000000009995',
};

/** Types a new card into the gateway's own frame. */
export async function typeCard(page: Page, number: string): Promise<void> {
  const choice = page.getByRole('radio', { name: /card/i }).last();
  if ((await choice.count()) > 0) await choice.check();
  const fields = page.frameLocator('iframe[title="Secure payment input frame"]');
  await fields.locator('[name=number]').fill(number);
  await fields.locator('[name=expiry]').fill('12 / 34');
  await fields.locator('[name=cvc]').fill('123');
  const postalCode = fields.locator('[name=postalCode]');
  if (await postalCode.isVisible()) await postalCode.fill('12207');
}

export const payButton = (page: Page) => page.getByRole('button', { name: /^Pay / });

export function bank(page: Page): FrameLocator {
  return page.frameLocator('iframe[title="Bank authentication"]');
}

export async function answerBank(page: Page, answer: 'Complete authentication' | 'Fail authentication' | 'Cancel'): Promise<void> {
  await bank(page).getByRole('button', { name: answer }).click();
}

export async function expectPaid(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: /^Paid\./ })).toBeVisible();
}

/** How often money was really taken for a payment of this customer. */
export async function chargesOf(house: { ctl(method: 'GET', path: string): Promise<unknown> }, actor: { vendorId: string; customerId: string }): Promise<bigint[]> {
  const { db } = await import('~/lib/db.server');
  const { charges } = (await house.ctl('GET', '/truth')) as { charges: { amount: number; metadata: Record<string, string> }[] };
  const ids = new Set((await db.payment.findMany({ where: { vendorId: actor.vendorId, customerId: actor.customerId } })).map(({ id }) => id));
  return charges.filter(({ metadata }) => ids.has(metadata['payment_id'] ?? '')).map(({ amount }) => BigInt(amount));
}
