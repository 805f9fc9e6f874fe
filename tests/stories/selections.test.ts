import { afterAll, describe, expect, test } from 'vitest';
import { makeContact } from '~tests/factories/make-customer';
import { makePayer, type Payer } from '~tests/support/payer';
import { startWorld } from '~tests/support/world';
import { readListForm } from '~/components/invoices/list-form';

const world = await startWorld();
afterAll(() => world.stop());

const { db } = await import('~/lib/db.server');
const { changeSelection } = await import('~/domain/selections/change-selection.server');
const { loadSelection } = await import('~/domain/selections/load-selection.server');
const { openList } = await import('~/domain/invoices/open-list.server');
const { selectOnly } = await import('~/domain/selections/select-only.server');

const now = new Date('2026-03-05T12:00:00Z');

/** Sends the list's form as a browser would: this page's rows, its ticks, and the button that was pressed. */
async function press(payer: Payer, intent: string, page: { shown?: string[]; ticked?: string[]; here?: string } = {}) {
  const form = new FormData();
  form.set('intent', intent);
  form.set('here', page.here ?? '');
  form.set('shown', (page.shown ?? []).join(','));
  for (const id of page.ticked ?? []) form.append('tick', id);
  const { change, goTo } = readListForm(form);
  await changeSelection(payer.actor, change, 'UTC', now);
  return goTo;
}

const ids = (invoices: { id: string }[]) => invoices.map((invoice) => invoice.id);
/** What the tickets of the open list say. */
async function tickets(payer: Payer) {
  const found = await openList(payer.actor, new URLSearchParams(), 'UTC', now);
  if (!found.ok) throw new Error(found.refusal.kind);
  return found.view.selection;
}
const selected = async (payer: Payer) => new Set(await loadSelection(payer.actor));

describe('a selection that spans pages', () => {
  test('keeps the other pages’ ticks, takes this page’s as they are, and goes where the button says', async () => {
    const payer = await makePayer();
    const one = ids(await payer.invoices(3));
    const two = ids(await payer.invoices(3));
    expect(await press(payer, 'go:?after=x', { shown: one, ticked: one.slice(0, 2) })).toBe('/invoices?after=x');
    expect(await press(payer, 'keep', { shown: two, ticked: two.slice(1), here: '?currency=USD' })).toBe(
      '/invoices?currency=USD',
    );
    expect(await selected(payer)).toEqual(new Set([one[0], one[1], two[1], two[2]]));
    expect(await press(payer, 'pay:USD', { shown: one, ticked: [one[2]!] })).toBe('/pay?currency=USD');
    expect(await selected(payer)).toEqual(new Set([one[2], two[1], two[2]]));
    expect(await press(payer, 'clear', { shown: one, ticked: one })).toBe('/invoices');
    expect(await selected(payer)).toEqual(new Set());
  });

  test('holds only what this customer can pay, whatever ids are sent', async () => {
    const payer = await makePayer();
    const neighbour = await makePayer({ vendorId: payer.actor.vendorId });
    const stranger = await makePayer();
    const open = ids(await payer.invoices(2));
    const closed = [
      ...ids(await payer.invoices(1, { draft: true })),
      ...ids(await payer.invoices(1, { archived: true })),
      ...ids(await payer.invoices(1, { disputeReason: 'Broken' })),
      ...ids(await payer.invoices(1, { voidReason: 'Twice' })),
      ...ids(await payer.invoices(1, { paidMinor: 10_000n })),
      ...ids(await neighbour.invoices(1)),
      ...ids(await stranger.invoices(1)),
    ];
    const shown = [...open, ...closed];
    await press(payer, 'keep', { shown, ticked: [...shown, 'no-id', `${open[0]}' OR true --`] });
    expect(await selected(payer)).toEqual(new Set(open));
    for (const id of closed) await selectOnly(payer.actor, id, now);
    expect(await selected(payer)).toEqual(new Set());
  });

  test('leaves out at once what has become unpayable, and drops it at the next change', async () => {
    const payer = await makePayer();
    const [first, second] = await payer.invoices(2);
    const shown = [first!.id, second!.id];
    await press(payer, 'keep', { shown, ticked: shown });
    await db.$executeRaw`UPDATE invoices SET disputed_at = ${now}, dispute_reason = 'Broken' WHERE id = ${first!.id}::uuid AND vendor_id = ${payer.actor.vendorId}::uuid`;
    expect(await tickets(payer)).toMatchObject([{ currency: 'USD', count: 1, dueMinor: 10_000n }]);
    const [third] = await payer.invoices(1);
    await press(payer, 'keep', { shown: [third!.id], ticked: [third!.id] });
    expect(await selected(payer)).toEqual(new Set([second!.id, third!.id]));
  });

  test('is each contact’s own', async () => {
    const payer = await makePayer();
    const { vendorId, customerId } = payer.actor;
    const colleague = await makeContact({ vendorId, customerId });
    const [invoice] = await payer.invoices(1);
    await press(payer, 'keep', { shown: [invoice!.id], ticked: [invoice!.id] });
    expect(await loadSelection({ vendorId, customerId, contactId: colleague.id })).toEqual([]);
  });
});

describe('selecting more than a page', () => {
  test('“Select all” takes what the filter leaves, on every page, in its currency only', async () => {
    const payer = await makePayer();
    const hosting = ids(await payer.invoices(150, { summary: 'Managed hosting' }));
    await payer.invoices(20, { summary: 'Something else' });
    await payer.invoices(5, { summary: 'Managed hosting', currency: 'EUR' });
    const here = '?currency=USD&q=hosting';
    await press(payer, 'select-all', { shown: hosting.slice(0, 100), ticked: [], here });
    expect(await selected(payer)).toEqual(new Set(hosting));
    await press(payer, 'select-all', { here });
    expect((await loadSelection(payer.actor)).length).toBe(150);
  });

  test('sums per currency, names the first six by due date, and can be cut to what one payment takes', async () => {
    const payer = await makePayer();
    const dollars = await payer.invoices(1_040);
    const euros = ids(await payer.invoices(2, { currency: 'EUR', totalMinor: 250n }));
    await db.$executeRaw`UPDATE invoices SET due_on = '2025-12-24' WHERE id = ${dollars[700]!.id}::uuid AND vendor_id = ${payer.actor.vendorId}::uuid`;
    await press(payer, 'select-all', { here: '?currency=USD' });
    await press(payer, 'keep', { shown: euros, ticked: euros });
    const [usd, eur] = await tickets(payer);
    expect(usd).toMatchObject({ currency: 'USD', count: 1_040, dueMinor: 10_400_000n });
    expect(usd!.lines).toHaveLength(6);
    expect(usd!.lines[0]).toMatchObject({ id: dollars[700]!.id, dueOn: '2025-12-24', dueMinor: 10_000n });
    expect(eur).toMatchObject({ currency: 'EUR', count: 2, dueMinor: 500n });

    await press(payer, 'keep-first:USD');
    const [cut, same] = await tickets(payer);
    expect(cut).toMatchObject({ currency: 'USD', count: 1_000 });
    expect(cut!.lines[0]!.id).toBe(dollars[700]!.id);
    expect(same).toMatchObject({ currency: 'EUR', count: 2 });
  });
});
