import { Form, useNavigation } from '@remix-run/react';
import { LastFour, MethodMark } from '~/components/pay/method-mark';
import type { OfferedMethod } from '~/components/pay/pay-page.types';
import { brandName } from '~/domain/payment-methods/method-words';
import { currencyName } from '~/lib/money';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { Money } from '../../ui/money';
import { Tag } from '../../ui/tag';
import type { CustomerPageProps, ShownAutopay } from './customer-page.types';

/** What the customer pays with, and what it lets be charged by itself. */
export function CustomerMethods({
  methods,
  autopays,
  mayChange,
  mayAsk,
  requestId,
}: Pick<CustomerPageProps, 'methods' | 'autopays' | 'mayChange' | 'requestId'> & {
  /** Somebody of the customer pays, and can be asked by mail. */
  mayAsk: boolean;
}) {
  return (
    <Card id="methods" title="Methods on file" flush>
      {methods.length === 0 && (
        <p className="text-second px-5 pb-4">No card or bank account is on file: nothing can be charged from here.</p>
      )}
      <ul aria-label="Methods on file">
        {methods.map((method) => (
          <li
            key={method.id}
            className="border-faint flex items-start gap-4 border-t px-5 py-3 first:border-0 first:pt-0"
          >
            <MethodMark brand={method.brand} />
            <div className="min-w-0 grow">
              <p className="font-semibold">
                {brandName(method.brand)} <LastFour last4={method.last4} />{' '}
                {method.isDefault && <Tag tone="green">default</Tag>}{' '}
                {method.expired && <Tag tone="amber">expired</Tag>}
              </p>
              {method.expiry && (
                <p className="text-small text-second">
                  {method.expired ? 'Expired' : 'Expires'} {method.expiry}
                </p>
              )}
              {mayChange && (
                <ChangeMethod method={method} charges={autopays.some((each) => each.methodId === method.id)} />
              )}
            </div>
          </li>
        ))}
      </ul>
      {mayChange && mayAsk && <AskForMethod requestId={requestId} />}
      <Autopay autopays={autopays} />
    </Card>
  );
}

/** By a link that keeps a card or account and pays nothing; staff never see it. */
function AskForMethod({ requestId }: { requestId: string }) {
  const pending = useNavigation().formData?.get('intent') === 'method-request';
  return (
    <Form method="post" className="border-faint border-t px-5 py-3">
      <input type="hidden" name="requestId" value={requestId} />
      <Button name="intent" value="method-request" pending={pending}>
        {pending ? 'Asking…' : 'Ask for one by mail'}
      </Button>
      <p className="text-small text-second mt-2">
        Whoever pays there gets a link that adds a card or bank account, without signing in.
      </p>
    </Form>
  );
}

function ChangeMethod({ method, charges }: { method: OfferedMethod; charges: boolean }) {
  const { formData } = useNavigation();
  const doing = formData?.get('methodId') === method.id ? formData.get('intent') : null;
  const name = `${brandName(method.brand)} ending in ${method.last4}`;
  return (
    <details>
      <summary className="text-small text-green rounded-small inline-flex min-h-6 items-center font-semibold pointer-coarse:min-h-11">
        Change<span className="sr-only"> {name}</span>
      </summary>
      <Form method="post" className="mt-2">
        <input type="hidden" name="methodId" value={method.id} />
        <p className="text-small text-second mb-2">
          Removing takes it off the customer’s account and off the payment provider’s. Payments under way go on; charges
          agreed with it are cancelled{charges && ', and AutoPay with it is turned off'}. Only the customer can add it
          again.
        </p>
        <div className="flex flex-wrap gap-2">
          {!method.isDefault && (
            <Button name="intent" value="method-default" pending={doing === 'method-default'}>
              Make default<span className="sr-only"> {name}</span>
            </Button>
          )}
          <Button name="intent" value="method-remove" variant="danger" pending={doing === 'method-remove'}>
            Remove<span className="sr-only"> {name}</span>
          </Button>
        </div>
      </Form>
    </details>
  );
}

function Autopay({ autopays }: { autopays: ShownAutopay[] }) {
  return (
    <div className="border-faint border-t px-5 py-3">
      <h3 className="font-semibold">AutoPay</h3>
      {autopays.length === 0 && <p className="text-small text-second">Off. Only the customer can turn it on.</p>}
      {autopays.map((terms) => (
        <p key={terms.id} className="text-small text-second mt-1">
          <span className="text-ink">On in {currencyName(terms.currency)}</span> with {terms.method}, up to{' '}
          <Money amountMinor={terms.capMinor} currency={terms.currency} /> a charge, told {terms.noticeDays}{' '}
          {terms.noticeDays === 1 ? 'day' : 'days'} before. Agreed by {terms.agreedBy} on {terms.since}.
        </p>
      ))}
    </div>
  );
}
