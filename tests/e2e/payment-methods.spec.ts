import { answerBank, CARDS, typeCard } from '~tests/support/pay-page';
import { expect, expectAccessible, openAsPayer, test } from '~tests/support/house';

test('cards are added, also ones whose bank asks, made default and removed', async ({ page, house }) => {
  await openAsPayer(page, house, 0, '/payment-methods');
  await expect(page.getByRole('heading', { name: 'No card is saved' })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Add a card' }).click();
  await typeCard(page, CARDS.pays);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save card' }).click();
  const cards = page.getByRole('list', { name: 'Saved cards' }).getByRole('listitem');
  await expect(cards).toHaveCount(1);

  await page.getByRole('button', { name: 'Add a card' }).click();
  await typeCard(page, CARDS.asks);
  await page.getByRole('button', { name: 'Save card' }).click();
  await answerBank(page, 'Complete authentication');
  await expect(cards).toHaveCount(2);
  await expectAccessible(page);

  const [first, second] = [cards.filter({ hasText: '4242' }), cards.filter({ hasText: '3184' })];
  await expect(first.getByText('default', { exact: true })).toBeVisible();
  await second.getByRole('button', { name: /Make default/ }).click();
  await expect(second.getByText('default', { exact: true })).toBeVisible();
  await expect(first.getByText('default', { exact: true })).toBeHidden();

  await first.getByRole('link', { name: /^Remove/ }).click();
  const question = page.getByRole('dialog');
  await expect(question).toBeVisible();
  await expectAccessible(page);
  await question.getByRole('link', { name: 'Keep it' }).click();
  await expect(cards).toHaveCount(2);
  await first.getByRole('link', { name: /^Remove/ }).click();
  await question.getByRole('button', { name: 'Remove card' }).click();
  await expect(cards).toHaveCount(1);
});

test('a card that cannot be saved is refused in words', async ({ page, house }) => {
  await openAsPayer(page, house, 0, '/payment-methods');
  await page.getByRole('button', { name: 'Add a card' }).click();
  await typeCard(page, CARDS.declined);
  await page.getByRole('button', { name: 'Save card' }).click();
  await expect(page.getByText(/The bank said no/)).toBeVisible();
  await expectAccessible(page);
});
