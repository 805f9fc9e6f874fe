import { Form } from '@remix-run/react';
import { useWords } from '~/components/language';
import { Button } from '~/components/ui/button';
import { receiptListWords } from './receipt-list.words';

/** Finds receipts by a part of their number; works without our scripts. */
export function ReceiptSearch({ search }: { search: string }) {
  const say = useWords(receiptListWords);
  return (
    <Form role="search" className="mb-4 flex gap-2 print:hidden">
      <label className="grow sm:max-w-[300px]">
        <span className="sr-only">{say('number')}</span>
        <input
          key={search}
          type="search"
          name="q"
          defaultValue={search}
          maxLength={60}
          placeholder={say('number')}
          autoComplete="off"
          className="rounded-control border-control bg-card block min-h-[38px] w-full border px-3 py-1.5 tabular-nums pointer-coarse:min-h-11"
        />
      </label>
      <Button>{say('find')}</Button>
    </Form>
  );
}
