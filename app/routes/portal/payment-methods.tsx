import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { requireContact, requirePayer } from '~/auth/guards.server';
import { languageOfMatches } from '~/components/language';
import { describeMethod } from '~/components/pay/describe-review';
import { methodsAfter } from '~/components/pay/method-done';
import { MethodsPage } from '~/components/pay/methods-page';
import { methodsPageWords } from '~/components/pay/methods-page.words';
import { withoutGatewayParams } from '~/components/pay/pay-address';
import type { SaveAnswer } from '~/components/pay/use-save-card';
import { loadAutopays } from '~/domain/autopay/load-autopays.server';
import { countUses } from '~/domain/autopay/count-uses.server';
import { loadMethodKinds } from '~/domain/payment-methods/load-method-kinds.server';
import { listPaymentMethods } from '~/domain/payment-methods/list-payment-methods.server';
import { listVerifications } from '~/domain/payment-methods/list-verifications.server';
import { makeDefaultPaymentMethod } from '~/domain/payment-methods/make-default-payment-method.server';
import { removePaymentMethod } from '~/domain/payment-methods/remove-payment-method.server';
import { beginSavingMethod, finishSavingMethod } from '~/domain/payment-methods/save-payment-method.server';
import { gatewayAccess } from '~/domain/payments/gateway-access.server';
import { methodGoneWords, saveMethodWords } from '~/domain/payment-methods/save-words';
import { isId } from '~/lib/ids';
import { formatsOf } from '~/lib/languages/formats';

export const meta: MetaFunction = ({ matches }) => [
  { title: methodsPageWords(languageOfMatches(matches))('pageTitle') },
];

export async function loader(args: LoaderFunctionArgs) {
  const me = await requireContact(args);
  const url = new URL(args.request.url);
  const clean = withoutGatewayParams(url);
  if (clean) throw redirect(clean, 303);
  const search = url.searchParams;
  const { date } = formatsOf(me.language);
  const now = new Date();
  // First, for an account that has been verified meanwhile is then among the saved ones.
  const waiting = await listVerifications(me.actor, { cause: me.cause, now });
  const listed = await listPaymentMethods(me.actor);
  const { agreed } = await loadAutopays(me.actor);
  const methods = listed.map((method) => describeMethod(method, me.vendor.timeZone, now));
  const removing = methods.find((method) => method.id === search.get('remove')) ?? null;
  return {
    methods,
    autopayIn: agreed.map((terms) => terms.currency),
    verifications: waiting.map((each) => ({ ...each, arrivesOn: date(each.arrivesOn) })),
    mayChange: me.actor.role === 'payer',
    removing,
    uses: removing && (await countUses(me.actor, removing.id)),
    /** A bank sent the payer back from confirming a card: one press finishes it. */
    returned: search.get('setup_intent'),
    done: search.get('done'),
    gateway: gatewayAccess(),
    kinds: await loadMethodKinds(me.actor.vendorId),
    vendorName: me.vendor.name,
  };
}

const refused = (words: SaveAnswer & { kind: 'refused' }, status: number) => data<SaveAnswer>(words, { status });

export async function action(args: ActionFunctionArgs) {
  const me = await requirePayer(args);
  const form = await args.request.formData();
  const methodId = form.get('methodId');
  const known = isId(methodId);
  const now = new Date();
  switch (form.get('intent')) {
    case 'begin': {
      const begun = await beginSavingMethod(me.actor);
      if (!begun.ok) return refused({ kind: 'refused', words: saveMethodWords(begun.refusal, me.language) }, 429);
      return data<SaveAnswer>({ kind: 'begun', clientSecret: begun.clientSecret });
    }
    case 'finish': {
      const setupIntentId = form.get('setup_intent');
      if (typeof setupIntentId !== 'string' || !/^seti_\w{1,250}$/.test(setupIntentId))
        throw new Response(null, { status: 400 });
      const result = await finishSavingMethod(me.actor, { setupIntentId, cause: me.cause }, now);
      if (!result.ok) return refused({ kind: 'refused', words: saveMethodWords(result.refusal, me.language) }, 409);
      // A form without script goes back to the plain page; the script's own request stays where it is.
      return form.get('plain') ? redirect(methodsAfter('saved'), 303) : data<SaveAnswer>({ kind: 'saved' });
    }
    case 'remove':
      if (!known || !(await removePaymentMethod(me.actor, { methodId, cause: me.cause }, now)))
        return refused({ kind: 'refused', words: methodGoneWords(me.language) }, 404);
      return redirect(methodsAfter('removed'), 303);
    case 'default':
      if (!known || !(await makeDefaultPaymentMethod(me.actor, { methodId, cause: me.cause }, now)))
        return refused({ kind: 'refused', words: methodGoneWords(me.language) }, 404);
      return redirect(methodsAfter('default'), 303);
    default:
      throw new Response(null, { status: 400 });
  }
}

export default function PaymentMethods() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <MethodsPage {...page} problem={answer?.kind === 'refused' ? answer.words : null} />;
}
