import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireContact } from '~/auth/guards.server';
import { languageOfMatches, useWords } from '~/components/language';
import { describeReceiptLine } from '~/components/receipts/describe-receipt';
import { NoReceipts } from '~/components/receipts/no-receipts';
import { ReceiptList } from '~/components/receipts/receipt-list';
import { receiptListWords } from '~/components/receipts/receipt-list.words';
import { ReceiptSearch } from '~/components/receipts/receipt-search';
import { Banner } from '~/components/ui/banner';
import { ButtonLink } from '~/components/ui/button';
import { Card } from '~/components/ui/card';
import { PageTitle } from '~/components/ui/page-title';
import { listReceipts } from '~/domain/receipts/list-receipts.server';
import { paths } from '~/lib/paths';

export const meta: MetaFunction = ({ matches }) => [
  { title: `${receiptListWords(languageOfMatches(matches))('title')} · Quittance` },
];

/** Why no file was made of several. */
const REFUSED = ['nothing-selected', 'too-many'] as const;

export async function loader(args: LoaderFunctionArgs) {
  const me = await requireContact(args);
  const asked = new URL(args.request.url).searchParams;
  const search = (asked.get('q') ?? '').replaceAll('\0', '').trim().slice(0, 60);
  const cursor = asked.get('before');
  const { receipts, next } = await listReceipts(me.actor, { search, cursor });
  return {
    receipts: receipts.map((receipt) => describeReceiptLine(receipt, me.vendor.timeZone, me.language)),
    search,
    older: next && `${paths.receipts}?${new URLSearchParams({ ...(search && { q: search }), before: next })}`,
    first: cursor === null,
    refused: REFUSED.find((kind) => kind === asked.get('refused')) ?? null,
  };
}

export default function Receipts() {
  const { receipts, search, older, first, refused } = useLoaderData<typeof loader>();
  const say = useWords(receiptListWords);
  return (
    <div>
      <PageTitle title={say('title')} subtitle={say('subtitle')} />
      {refused && <Banner tone="amber" title={say(refused)} className="mb-4" />}
      {(receipts.length > 0 || search !== '') && <ReceiptSearch search={search} />}
      <Card flush>
        {receipts.length > 0 ? <ReceiptList receipts={receipts} /> : <NoReceipts search={search} first={first} />}
      </Card>
      {(older ?? !first) && (
        <nav aria-label={say('pages')} className="mt-5 flex justify-between gap-3">
          {first ? <span /> : <ButtonLink to={paths.receipts}>{say('newest')}</ButtonLink>}
          {older && <ButtonLink to={older}>{say('older')}</ButtonLink>}
        </nav>
      )}
    </div>
  );
}
