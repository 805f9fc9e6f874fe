import { expect, expectAccessible, test } from './journey';
import { bank, typeCard } from './steps';

test('adds two cards, one that asks the bank, makes the first the default again and removes the other', async ({
  page,
  arrive,
}) => {
  await arrive();
  await page.goto('/payment-methods');
  await expect(page.getByText('Nothing is saved yet')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Add a card' }).click();
  await typeCard(page, 'fine');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save card' }).click();
  const cards = page.getByRole('list', { name: 'Saved methods' }).getByRole('listitem');
  await expect(cards).toHaveCount(1);

  await page.getByRole('button', { name: 'Add a card' }).click();
  await typeCard(page, 'asksBank');
  await page.getByRole('button', { name: 'Save card' }).click();
  await bank(page).getByRole('button', { name: 'Complete authentication' }).click();
  await expect(cards).toHaveCount(2);
  await expect(page.getByText('The card was saved. The default is Visa')).toContainText('3184');
  await expectAccessible(page);

  await expect(cards.first()).toContainText('3184');
  await page.getByRole('button', { name: 'Make default Visa ending in 4242' }).click();
  await expect(page.getByRole('button', { name: 'Make default Visa ending in 3184' })).toBeVisible();
  await expect(cards.first()).toContainText('4242');
  await expect(page.getByText('The default was changed.')).toContainText('ending in 4242');

  const remove = page.getByRole('link', { name: 'Remove Visa ending in 3184' });
  await remove.click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(cards).toHaveCount(2);
  await remove.click();
  await page.getByRole('button', { name: 'Remove card' }).click();
  await expect(cards).toHaveCount(1);
  await expect(cards).toContainText('4242');
  await expect(page.getByText('The card was removed.')).toContainText('ending in 4242');
});
