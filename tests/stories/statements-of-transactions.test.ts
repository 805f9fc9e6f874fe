import { afterAll, expect, test } from 'vitest';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const { db, Prisma, readTogether, transaction } = await import('~/lib/db.server');

const at = new Date('2026-03-05T13:02:00.123Z');
const id = '01a21c64-1adc-7733-aa87-ab38440e9883';
const everyKind = Prisma.sql`
  SELECT ${5n}::bigint AS big, ${5}::int AS int, 1.50::numeric AS exact, 0.5::float8 AS float, ${'words'}::text AS words, 'USD'::char(3) AS code,
    ${id}::uuid AS id, true AS yes, NULL::text AS none, ${at}::timestamptz AS at, ${'2026-03-05'}::date AS day, ${at}::date AS same_day,
    ${JSON.stringify({ a: [1, null] })}::jsonb AS json, ${Buffer.from('bytes')}::bytea AS bytes, ${['a', 'b,"c"']}::text[] AS texts,
    ${[id]}::uuid[] AS ids, ${['1', '2']}::bigint[] AS bigs, ${[1, 2]}::int[] AS ints, count(*) AS counted, sum(${7n}::bigint) AS summed FROM (SELECT 1) one`;

const plain = (rows: unknown) =>
  JSON.stringify(rows, (_key, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value));

test('a statement reads the same inside a transaction, where it goes straight to the driver, as outside', async () => {
  const [outside] = await db.$queryRaw<Record<string, unknown>[]>(everyKind);
  for (const inside of [transaction, readTogether]) {
    const [row] = await inside((tx) => tx.$queryRaw<Record<string, unknown>[]>(everyKind));
    for (const [name, value] of Object.entries(outside!)) {
      const read = row![name];
      const bytes = (each: unknown) => (each instanceof Uint8Array ? [...each] : each);
      expect([name, plain(bytes(read))]).toEqual([name, plain(bytes(value))]);
      expect([name, typeof read, read instanceof Date]).toEqual([name, typeof value, value instanceof Date]);
    }
  }
});

test('what it writes is counted, kept with the rest of the transaction, and gone with it', async () => {
  const count = () => db.gatewayTurn.count();
  const insert = (name: string) => Prisma.sql`INSERT INTO gateway_turns (name, next_at) VALUES (${name}, ${at})`;
  await transaction(async (tx) => {
    expect(await tx.$executeRaw(insert('a'))).toBe(1);
    expect(await tx.gatewayTurn.findMany()).toEqual([{ name: 'a', nextAt: at, freeAt: null }]);
    expect(await count()).toBe(0);
  });
  expect(await count()).toBe(1);
  const broken = transaction(async (tx) => {
    await tx.$executeRaw(insert('b'));
    await tx.$executeRaw(insert('a'));
  });
  await expect(broken).rejects.toThrow('duplicate key');
  expect(await count()).toBe(1);
  // Each has its own connection, also where one opens another.
  await transaction(async (outer) => {
    await outer.$executeRaw(insert('c'));
    await transaction((inner) => inner.$executeRaw(insert('d')));
    expect(await count()).toBe(2);
  });
  expect(await count()).toBe(3);
});
