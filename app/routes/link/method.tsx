import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { noSuchLink, requireLink } from '~/auth/link/require-link.server';
import { languageOfMatches } from '~/components/language';
import { LinkError } from '~/components/links/link-error';
import { LinkFrame, vendorOf } from '~/components/links/link-frame';
import { MethodPage } from '~/components/links/method-page';
import { methodPageWords } from '~/components/links/method-page.words';
import { withoutGatewayParams } from '~/components/pay/pay-address';
import type { SaveAnswer } from '~/components/pay/use-save-card';
import { beginByLink, finishByLink, whyNothingKept } from '~/domain/payment-links/save-method-by-link.server';
import { loadMethodKinds } from '~/domain/payment-methods/load-method-kinds.server';
import { saveMethodWords } from '~/domain/payment-methods/save-words';
import { gatewayAccess } from '~/domain/payments/gateway-access.server';
import { getConfig } from '~/lib/config.server';
import { formText } from '~/lib/form-text';
import { paths } from '~/lib/paths';

export const meta: MetaFunction = ({ matches }) => [
  { title: `${methodPageWords(languageOfMatches(matches))('tab')} · Quittance` },
];

/** What was mailed to ask for a card or bank account to be kept. It shows whose invoices it is for, and none of them. */
export async function loader(args: LoaderFunctionArgs) {
  const { link, language } = await requireLink(args);
  const url = new URL(args.request.url);
  const clean = withoutGatewayParams(url);
  if (clean) throw redirect(clean, 303);
  const why = whyNothingKept(link, new Date());
  if (why === 'other-kind') throw noSuchLink();
  const page = { language, linkId: link.linkId, sandbox: getConfig().sandbox };
  if (why !== null && why !== 'used') return data({ ...page, vendor: null, why, ...NOTHING }, { status: 410 });
  return {
    ...page,
    vendor: vendorOf(link),
    why,
    vendorName: link.vendorName,
    customerName: link.customerName,
    gateway: gatewayAccess(),
    kinds: await loadMethodKinds(link.vendorId),
    /** A bank sent the payer back from confirming it: one press finishes it. */
    returned: url.searchParams.get('setup_intent'),
  };
}

const NOTHING = { vendorName: '', customerName: '', gateway: null, kinds: [], returned: null };

export async function action(args: ActionFunctionArgs) {
  const { link, language, cause } = await requireLink(args);
  const form = await args.request.formData();
  const now = new Date();
  if (whyNothingKept(link, now) === 'other-kind') throw noSuchLink();
  if (form.get('intent') === 'begin') {
    const begun = await beginByLink(link, now);
    if (begun.ok) return data<SaveAnswer>({ kind: 'begun', clientSecret: begun.clientSecret });
    const status = begun.refusal.kind === 'too-many' ? 429 : 410;
    return data<SaveAnswer>({ kind: 'refused', words: saveMethodWords(begun.refusal, language) }, { status });
  }
  const setupIntentId = formText(form, 'setup_intent');
  if (form.get('intent') !== 'finish' || !/^seti_\w{1,250}$/.test(setupIntentId))
    throw new Response(null, { status: 400 });
  const kept = await finishByLink(link, { setupIntentId, cause }, now);
  if (!kept.ok)
    return data<SaveAnswer>({ kind: 'refused', words: saveMethodWords(kept.refusal, language) }, { status: 409 });
  return form.get('plain') ? redirect(paths.link.method(link.linkId), 303) : data<SaveAnswer>({ kind: 'saved' });
}

export default function LinkMethod() {
  const page = useLoaderData<typeof loader>();
  return (
    <LinkFrame frame={page}>
      <MethodPage page={page} />
    </LinkFrame>
  );
}

export const ErrorBoundary = LinkError;
