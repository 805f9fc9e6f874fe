import { Form } from '@remix-run/react';
import { Button } from '~/components/ui/button';

/** Finds receipts by a part of their number; works without our scripts. */
export function ReceiptSearch({ search }: { search: string }) {
  return (
    <Form role="search" className="mb-4 flex gap-2 print:hidden">
      <label className="grow sm:max-w-[300px]">
        <span className="sr-only">Receipt number</span>
        <input
          key={search}
          type="search"
          name="q"
          defaultValue={search}
          maxLength={60}
          placeholder="Receipt number"
          autoComplete="off"
          className="rounded-control border-control bg-card block min-h-[38px] w-full border px-3 py-1.5 tabular-nums pointer-coarse:min-h-11"
        />
      </label>
      <Button>Find</Button>
    </Form>
  );
}
