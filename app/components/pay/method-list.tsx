import { Form, Link, useNavigation } from '@remix-run/react';
import { useLanguage, useWords } from '~/components/language';
import { Button } from '~/components/ui/button';
import { Tag } from '~/components/ui/tag';
import { kindOfBrand } from '~/domain/payment-methods/method-kind';
import { brandName } from '~/domain/payment-methods/method-words';
import type { Language } from '~/lib/languages/language';
import { paths } from '~/lib/paths';
import { LastFour, MethodMark } from './method-mark';
import { methodWords } from './method.words';
import { methodsPageWords } from './methods-page.words';
import type { OfferedMethod } from './pay-page.types';

export const removeAddress = (methodId: string) => `${paths.paymentMethods}?remove=${methodId}`;

/** The cards and accounts on file. Removing asks first, on an address of its own, so that it works before scripts do. */
export function MethodList({ methods, mayChange }: { methods: OfferedMethod[]; mayChange: boolean }) {
  const language = useLanguage();
  const say = useWords(methodsPageWords);
  return (
    <ul aria-label={say('list')}>
      {methods.map((method) => (
        <li
          key={method.id}
          className="border-faint flex flex-wrap items-center gap-x-4 gap-y-2 border-b px-5 py-4 last:border-0"
        >
          <MethodMark brand={method.brand} />
          <div className="min-w-0 grow">
            <p className="font-semibold">
              {brandName(method.brand, language)} <LastFour last4={method.last4} />{' '}
              {method.isDefault && <Tag tone="green">{say('isDefault')}</Tag>}{' '}
              {method.expired && <Tag tone="amber">{say('isExpired')}</Tag>}
            </p>
            {kindOfBrand(method.brand) !== 'card' && (
              <p className="text-small text-second">
                {say(kindOfBrand(method.brand) === 'sepa_debit' ? 'inEuros' : 'inDollars')}
              </p>
            )}
            {method.expiry && (
              <p className="text-small text-second">
                {say(method.expired ? 'expired' : 'expires', { expiry: method.expiry })}
              </p>
            )}
          </div>
          {mayChange && (
            <div className="flex gap-1 max-sm:-my-1 max-sm:basis-full max-sm:ps-[44px]">
              {!method.isDefault && <MakeDefault method={method} />}
              <Link
                to={removeAddress(method.id)}
                preventScrollReset
                className="rounded-control text-red hover:bg-red-soft inline-flex min-h-[38px] items-center px-[14px] text-[14px] font-semibold pointer-coarse:min-h-11"
              >
                {say('remove')}
                <span className="sr-only"> {nameOf(method, language)}</span>
              </Link>
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

function MakeDefault({ method }: { method: OfferedMethod }) {
  const language = useLanguage();
  const say = useWords(methodsPageWords);
  const { formData } = useNavigation();
  const pending = formData?.get('intent') === 'default' && formData.get('methodId') === method.id;
  return (
    <Form method="post" action={paths.paymentMethods} preventScrollReset>
      <input type="hidden" name="methodId" value={method.id} />
      <Button variant="quiet" name="intent" value="default" pending={pending}>
        {say('makeDefault')}
        <span className="sr-only"> {nameOf(method, language)}</span>
      </Button>
    </Form>
  );
}

/** For those who hear it: no dots. */
export function nameOf({ brand, last4 }: OfferedMethod, language: Language): string {
  return methodWords(language)('nameEndingIn', { brand: brandName(brand, language), last4 });
}
