import type { ReactNode } from 'react';
import { useLanguage, useRichWords, useWords } from '~/components/language';
import { Money } from '~/components/ui/money';
import { kindOfBrand, type MethodKind } from '~/domain/payment-methods/method-kind';
import { brandName } from '~/domain/payment-methods/method-words';
import { NEW_METHOD } from '~/domain/payments/pay-form';
import type { Currency } from '~/lib/money';
import { LastFour, MethodMark } from './method-mark';
import type { OfferedMethod } from './pay-page.types';
import { pickerWords } from './method-picker.words';

type MethodPickerProps = {
  methods: OfferedMethod[];
  chosen: string;
  onChoose: (method: string) => void;
  /** What a new method may be. */
  kinds: MethodKind[];
  vendorName: string;
  currency: Currency;
  /** What paying with a method carries on top. */
  feeOf: (method: OfferedMethod) => bigint;
  /** What a new one may carry, in words. */
  newFees: string[];
  /** Stands below "Another …" while that is chosen. */
  newCard: ReactNode;
};

/** Saved methods and "another card" as one group of radio buttons: arrow keys move, it works before scripts do. */
export function MethodPicker(props: MethodPickerProps) {
  const { methods, chosen, onChoose, kinds, vendorName, currency, feeOf, newFees, newCard } = props;
  const language = useLanguage();
  const say = useWords(pickerWords);
  return (
    <fieldset className="grid gap-2">
      <legend className="text-section pb-3 font-bold">{say('method')}</legend>
      {methods.map((method) => (
        <Choice
          key={method.id}
          value={method.id}
          chosen={chosen}
          onChoose={onChoose}
          mark={<MethodMark brand={method.brand} />}
        >
          <span className="block font-semibold">
            {/* A card's mark says whose it is; a bank's does not. */}
            <span className={kindOfBrand(method.brand) === 'card' ? 'sr-only' : ''}>
              {brandName(method.brand, language)}{' '}
            </span>
            <LastFour last4={method.last4} />
          </span>
          {kindOfBrand(method.brand) !== 'card' && <BankTerms method={method} vendorName={vendorName} />}
          {method.expiry && (
            <span className={`text-small block ${method.expired ? 'text-amber' : 'text-second'}`}>
              {say(method.expired ? 'expired' : 'expires', { expiry: method.expiry })}
              {method.isDefault && ` · ${say('default')}`}
            </span>
          )}
          <Fee amountMinor={feeOf(method)} currency={currency} />
        </Choice>
      ))}
      <Choice
        value={NEW_METHOD}
        chosen={chosen}
        onChoose={onChoose}
        mark={<MethodMark brand={null} />}
        below={chosen === NEW_METHOD ? newCard : null}
      >
        <span className="font-semibold">
          {say(methods.length > 0 ? 'another' : 'first', { kinds: kinds.join('_') })}
        </span>
        {newFees.map((words) => (
          <span key={words} className="text-small text-second block">
            {words}
          </span>
        ))}
        <span className="text-small text-second block not-noscript:hidden">{say('needsScript')}</span>
      </Choice>
    </fieldset>
  );
}

function Fee({ amountMinor, currency }: { amountMinor: bigint; currency: Currency }) {
  const rich = useRichWords(pickerWords);
  if (amountMinor === 0n) return null;
  return (
    <span className="text-small text-second block">
      {rich('fee', { amount: <Money amountMinor={amountMinor} currency={currency} /> })}
    </span>
  );
}

/** Every debit needs the account holder's word; it stands here also before scripts do. */
function BankTerms({ method, vendorName }: { method: OfferedMethod; vendorName: string }) {
  const say = useWords(pickerWords);
  return (
    <span className="text-small text-second block">
      {method.isDefault && `${say('defaultBank')} `}
      {say('bankTerms', { vendor: vendorName })}
    </span>
  );
}

type ChoiceProps = {
  value: string;
  chosen: string;
  onChoose: (method: string) => void;
  mark: ReactNode;
  below?: ReactNode;
  children: ReactNode;
};

function Choice({ value, chosen, onChoose, mark, below, children }: ChoiceProps) {
  return (
    <div className="rounded-control border-line has-[input[name=method]:checked]:border-green has-[input[name=method]:checked]:ring-green border transition-colors has-[input[name=method]:checked]:ring-1">
      <label className="flex min-h-11 items-center gap-3 px-3.5 py-3">
        <input
          type="radio"
          name="method"
          value={value}
          checked={chosen === value}
          onChange={() => onChoose(value)}
          className="check"
        />
        {mark}
        <span className="min-w-0">{children}</span>
      </label>
      {below && <div className="border-faint border-t px-3.5 pt-4 pb-4">{below}</div>}
    </div>
  );
}
