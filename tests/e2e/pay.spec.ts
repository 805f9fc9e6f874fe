import { chargesOf, answerBank, bank, CARDS, expectPaid, payButton, typeCard } from '~tests/support/pay-page';
import { expect, expectAccessible, openAsPayer, test } from '~tests/support/house';

const heading = (name: string | RegExp) => ({ level: 1, name });

test('a saved card pays what is ticked, and only that', async ({ page, house }) => {
  const payer = await openAsPayer(page, house, 5);
  await payer.saveCard('pm_card_visa');
  const boxes = page.getByRole('checkbox', { name: /^Select T-/ });
  await boxes.nth(0).check();
  await boxes.nth(2).check();
  await page.getByRole('button', { name: 'Review and pay $200.00' }).click();
  await expect(page.getByRole('heading', heading('Pay 2 invoices at once'))).toBeVisible();
  await expectAccessible(page);
  await payButton(page).click();
  await expectPaid(page);
  expect(await chargesOf(house, payer.actor)).toEqual([20_000n]);
  await page.getByRole('link', { name: 'See the 3 other open invoices' }).click();
  await expect(page.getByRole('heading', heading('You owe $300.00'))).toBeVisible();
});

test('a decline is said in words, keeps the selection, and another card pays', async ({ page, house }) => {
  const payer = await openAsPayer(page, house, 2, '/pay?all=1');
  await typeCard(page, CARDS.poor);
  await payButton(page).click();
  await expect(page.getByText('The bank said no: not enough money.')).toBeVisible();
  await expect(page.getByText(/Nothing was charged\./)).toBeVisible();
  await expectAccessible(page);
  await typeCard(page, CARDS.pays);
  await payButton(page).click();
  await expectPaid(page);
  expect(await chargesOf(house, payer.actor)).toEqual([20_000n]);
});

test('a card kept for next time is there next time', async ({ page, house }) => {
  await openAsPayer(page, house, 1, '/pay?all=1');
  await typeCard(page, CARDS.pays);
  await page.getByLabel('Save this card for next time').check();
  await payButton(page).click();
  await expectPaid(page);
  await page.goto('/payment-methods');
  await expect(page.getByRole('listitem').filter({ hasText: '4242' })).toBeVisible();
});

test.describe('3-D Secure', () => {
  test('failed: said so, nothing charged, the invoices are open', async ({ page, house }) => {
    const payer = await openAsPayer(page, house, 2, '/pay?all=1');
    await typeCard(page, CARDS.asks);
    await payButton(page).click();
    await answerBank(page, 'Fail authentication');
    await expect(page.getByRole('heading', heading('The bank could not confirm that it was you.'))).toBeVisible();
    await expectAccessible(page);
    expect(await chargesOf(house, payer.actor)).toEqual([]);
    await page.getByRole('link', { name: 'Try again' }).click();
    await expect(page.getByRole('heading', heading('Pay 2 invoices at once'))).toBeVisible();
  });

  test('left alone: the page waits through a reload, and cancelling frees the invoices', async ({ page, house }) => {
    const payer = await openAsPayer(page, house, 2, '/pay?all=1');
    await typeCard(page, CARDS.asks);
    await payButton(page).click();
    await answerBank(page, 'Cancel');
    await expect(page.getByRole('heading', heading('Your bank wants to know that it is you'))).toBeVisible();
    await expectAccessible(page);
    await page.reload();
    await page.getByRole('button', { name: 'Cancel this payment' }).click();
    await expect(page.getByRole('heading', heading('Cancelled. Nothing was charged.'))).toBeVisible();
    await expectAccessible(page);
    expect(await chargesOf(house, payer.actor)).toEqual([]);
    await page.goto('/invoices');
    await expect(page.getByRole('heading', heading('You owe $200.00'))).toBeVisible();
  });

  test('closed half-way and taken up again later in another window', async ({ page, house, context }) => {
    const payer = await openAsPayer(page, house, 2, '/pay?all=1');
    await typeCard(page, CARDS.asks);
    await payButton(page).click();
    await expect(bank(page).getByRole('button', { name: 'Complete authentication' })).toBeVisible();
    await page.close();
    const later = await context.newPage();
    await later.goto('/payments');
    await later.getByRole('link', { name: /payment of 2 invoices/ }).click();
    await later.getByRole('button', { name: 'Continue' }).click();
    await answerBank(later, 'Complete authentication');
    await expectPaid(later);
    expect(await chargesOf(house, payer.actor)).toEqual([20_000n]);
  });
});

test('what changed meanwhile is shown, nothing is charged, and pressing again pays the new amount', async ({ page, house }) => {
  const payer = await openAsPayer(page, house, 0);
  const { db } = await import('~/lib/db.server');
  const [invoice] = await payer.invoices(2);
  await payer.saveCard('pm_card_visa');
  await page.goto('/pay?all=1');
  await expect(page.getByRole('button', { name: 'Pay $200.00' })).toBeVisible();
  await db.invoice.update({ where: { id: invoice!.id, vendorId: payer.actor.vendorId }, data: { totalMinor: 8_000n } });
  await payButton(page).click();
  await expect(page.getByText(`Nothing was charged: ${invoice!.number} changed from $100.00 to $80.00 while you were looking.`)).toBeVisible();
  await expectAccessible(page);
  expect(await chargesOf(house, payer.actor)).toEqual([]);
  await page.getByRole('button', { name: 'Pay $180.00' }).click();
  await expectPaid(page);
  expect(await chargesOf(house, payer.actor)).toEqual([18_000n]);
});

test('pressed ten times it is one payment', async ({ page, house }) => {
  const payer = await openAsPayer(page, house, 3);
  await payer.saveCard('pm_card_visa');
  await page.goto('/pay?all=1');
  await payButton(page).evaluate((button: HTMLButtonElement) => {
    for (let n = 0; n < 10; n += 1) button.click();
  });
  await expectPaid(page);
  expect(await chargesOf(house, payer.actor)).toEqual([30_000n]);
});

test('two windows with the same invoices: one pays, the other is told, and nobody pays twice', async ({ page, house, context }) => {
  const payer = await openAsPayer(page, house, 3);
  await payer.saveCard('pm_card_visa');
  const other = await context.newPage();
  for (const window of [page, other]) {
    await window.goto('/pay?all=1');
    await expect(payButton(window)).toBeVisible();
  }
  await payButton(page).click();
  await expectPaid(page);
  await payButton(other).click();
  await expect(other.getByRole('heading', heading(/^(You owe nothing|Nothing left to pay)/)).or(other.getByText(/Nothing was charged/))).toBeVisible();
  expect(await chargesOf(house, payer.actor)).toEqual([30_000n]);
});

test('back after paying, and pay again from the old page: no second charge', async ({ page, house }) => {
  const payer = await openAsPayer(page, house, 2);
  await payer.saveCard('pm_card_visa');
  await page.goto('/pay?all=1');
  await payButton(page).click();
  await expectPaid(page);
  await page.goBack();
  await expect(page.getByRole('heading', heading(/./))).toBeVisible();
  const again = payButton(page);
  if (await again.isVisible()) await again.click();
  await expect(page.getByText(/You owe nothing|Nothing was charged|Paid\./).first()).toBeVisible();
  expect(await chargesOf(house, payer.actor)).toEqual([20_000n]);
});

test('while the answer is missing the page says so through reloads, and follows to the end by itself', async ({ page, house }) => {
  const payer = await openAsPayer(page, house, 2);
  await payer.saveCard('pm_card_visa');
  await page.goto('/pay?all=1');
  await expect(payButton(page)).toBeVisible();
  await house.ctl('POST', '/webhooks', { mode: 'hold' });
  await house.ctl('POST', '/faults', { route: 'POST /v1/payment_intents', kind: 'bare-502', count: 50 });
  await house.ctl('POST', '/faults', { route: 'GET /v1/**', kind: '500-before', count: 50 });
  await payButton(page).click();
  const checking = page.getByRole('heading', heading('We are checking with the bank'));
  await expect(checking).toBeVisible();
  await expectAccessible(page);
  await page.reload();
  await expect(checking).toBeVisible();
  await page.goto('/pay?all=1');
  await expect(page.getByRole('heading', heading('Your payment is under way'))).toBeVisible();
  await page.getByRole('link', { name: 'Open', exact: true }).click();
  await expect(checking).toBeVisible();
  await house.ctl('DELETE', '/faults');
  await house.ctl('POST', '/webhooks', { mode: 'deliver' });
  await house.ctl('POST', '/webhooks/release');
  await expectPaid(page);
  expect(await chargesOf(house, payer.actor)).toEqual([20_000n]);
});

test('two currencies are two payments in one go, never summed', async ({ page, house }) => {
  const payer = await openAsPayer(page, house, 0);
  await payer.invoices(2);
  await payer.invoices(1, { currency: 'EUR', totalMinor: 5_000n });
  await payer.saveCard('pm_card_visa');
  await page.goto('/invoices');
  await page.getByRole('button', { name: /^Pay all 2 · \$200\.00/ }).click();
  await expect(page.getByText('Payment 1 of 2: US dollars')).toBeVisible();
  await payButton(page).click();
  await expectPaid(page);
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Now pay €50.00 (1 invoice)' }).click();
  await expect(page.getByText('Payment 2 of 2: euros')).toBeVisible();
  await expectAccessible(page);
  await payButton(page).click();
  await expectPaid(page);
  expect(await chargesOf(house, payer.actor)).toEqual(expect.arrayContaining([20_000n, 5_000n]));
});
