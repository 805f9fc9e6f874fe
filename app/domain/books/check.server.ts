import type { Prisma } from '~/lib/db.server';

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
export type Source = { name: string; query: Prisma.Sql };

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
