import { afterAll, expect, test } from 'vitest';
import { makeVendor } from '~tests/factories/make-vendor';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const { db } = await import('~/lib/db.server');
const { isAboveThreshold } = await import('~/domain/staff/batch-threshold.server');

test('a batch asks for a fresh factor above the vendor’s threshold of its currency, and always where there is none', async () => {
  const own = await makeVendor();
  await db.batchThreshold.create({ data: { vendorId: own.id, currency: 'USD', thresholdMinor: 1_000n } });
  const above = (...totals: [currency: string, amountMinor: bigint][]) =>
    isAboveThreshold(
      own.id,
      totals.map(([currency, amountMinor]) => ({ currency, amountMinor })),
    );
  expect(
    await Promise.all([
      above(['USD', 1_000n]),
      above(['USD', 1_001n]),
      above(['EUR', 1n]),
      above(['USD', 5n], ['EUR', 5n]),
    ]),
  ).toEqual([false, true, true, true]);
  expect(await isAboveThreshold((await makeVendor()).id, [{ currency: 'USD', amountMinor: 1n }])).toBe(true);
});
