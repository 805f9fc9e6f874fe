import { Prisma, sql } from '~/lib/db.server';

/** A row that breaks a rule, or, for a warning, one that somebody should look at. */
export type Finding = {
  /** The rule's id (I1 …), as in the comments of the schema. */
  invariant: string;
  check: string;
  severity: 'wrong' | 'warning';
  vendorId: string | null;
  /** What kind of row it is, as in payment. */
  subject: string;
  id: string;
  /** What people call it: a number, where it has one. */
  name: string;
  what: string;
};

export type FoundRow = { vendor_id: string | null; subject: string; id: string; name: string; what: string };

/** What several rules look at, worked out once for all of them: their statements name it like a table. */
export type Source = { name: string; query: (now: Date) => Prisma.Sql };

/**
 * One rule, as one statement over the whole database whose rows are the ones that break it (the columns of
 * FoundRow), so that a million payments take seconds; or, where SQL cannot tell, as a function.
 */
export type Check = {
  invariant: string;
  /** Short name in tables and tests. */
  name: string;
  /** What holds when nothing is found. */
  promise: string;
  severity?: 'warning';
} & ({ query: (now: Date) => Prisma.Sql; from?: Source } | { find: () => Promise<FoundRow[]> });

/** A rule about single rows of what is looked at: which of them break it, and what is then wrong. */
export type RowRule = Pick<Check, 'invariant' | 'name' | 'promise' | 'severity'> & {
  broken: Prisma.Sql | ((now: Date) => Prisma.Sql);
  what: Prisma.Sql;
  /** Which row that is, where it is not what was looked at. */
  row?: Prisma.Sql;
};

/**
 * Rules about the rows of one join over whole tables, which are read once for all of them: rows that break any rule
 * are kept, and each rule then names its own. The rows say what they are: vendor_id, subject, id and name; `now` is the
 * moment of the examination.
 */
export function lookOnce(at: { name: string; rows: Prisma.Sql }, rules: readonly RowRule[]): Check[] {
  const brokenBy = (rule: RowRule, now: Date) => (typeof rule.broken === 'function' ? rule.broken(now) : rule.broken);
  const from: Source = {
    name: at.name,
    query: (now) => sql`
      SELECT * FROM (${at.rows}) looked WHERE ${Prisma.join(
        rules.map((rule) => sql`(${brokenBy(rule, now)})`),
        ' OR ',
      )}`,
  };
  return rules.map((rule) => {
    const { broken: _broken, what, row = sql`subject, id::text, name`, ...told } = rule;
    const query = (now: Date) => sql`
      SELECT vendor_id, ${row}, ${what} AS what FROM ${Prisma.raw(at.name)} looked WHERE ${brokenBy(rule, now)}`;
    return { ...told, query, from };
  });
}
