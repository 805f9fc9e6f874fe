import type { StaffActor } from '~/auth/actor';
import type { BenchHouse } from './bench-house';
import { median, round, timed } from './figures';

const TURNS = 9;

/** How long the page takes that says what a batch of these invoices will do, for staff who have selected them: the median in ms. */
export async function timeConfirmPage(
  { product }: BenchHouse,
  { actor, cookie }: { actor: StaffActor; cookie: string },
  invoiceIds: readonly string[],
): Promise<number> {
  const { db } = await import('~/lib/db.server');
  const { vendorId, staffId } = actor;
  await db.$executeRaw`
    INSERT INTO staff_selections (staff_id, vendor_id, invoice_ids, updated_at)
    VALUES (${staffId}::uuid, ${vendorId}::uuid, ${invoiceIds}::uuid[], now())`;
  const count = invoiceIds.length.toLocaleString('en');
  const look = async () => {
    const answer = await fetch(`${product.url}/vendor/batch-payments/new?selected=1`, { headers: { cookie } });
    const text = await answer.text();
    if (answer.status !== 200 || !text.includes(count))
      throw new Error(`the confirm page answered ${answer.status} and does not speak of ${count} invoices`);
  };
  const times: number[] = [];
  for (let turn = -2; turn < TURNS; turn += 1) {
    const took = await timed(look);
    if (turn >= 0) times.push(took);
  }
  return round(median(times));
}
