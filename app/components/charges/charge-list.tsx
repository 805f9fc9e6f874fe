import { Form, Link, useNavigation } from '@remix-run/react';
import { useFormats, useLanguage, useRichWords, useWords } from '~/components/language';
import { Button } from '~/components/ui/button';
import { Card } from '~/components/ui/card';
import { Money } from '~/components/ui/money';
import { Tag } from '~/components/ui/tag';
import { MethodName } from '~/components/pay/method-mark';
import { isWaiting, type ChargeToCome } from '~/domain/scheduled-charges/charge-state';
import { chargeStateWords } from '~/domain/scheduled-charges/charge-words';
import { paths } from '~/lib/paths';
import { chargeListWords } from './charge.words';

type ChargeListProps = {
  charges: ChargeToCome[];
  /** With a button for each that stops it; else its own page has that. */
  mayCancel: boolean;
  most?: number;
  className?: string;
};

/** Charges that are to come, the next first: how much, when, with what, and where to stop each that can be. Shows `most` and leads to the rest. */
export function ChargeList({ charges, mayCancel, most = Infinity, className = '' }: ChargeListProps) {
  const say = useWords(chargeListWords);
  if (charges.length === 0) return null;
  const shown = charges.slice(0, most);
  const more = charges.length - shown.length;
  return (
    <Card
      title={say('title')}
      flush
      className={`print:hidden ${className}`}
      action={
        more > 0 && (
          <Link to={paths.payments} className="text-small text-green font-semibold hover:underline">
            {say('all', { count: charges.length })}
          </Link>
        )
      }
    >
      <ul aria-label={say('list')} className="border-line border-t">
        {shown.map((charge) => (
          <Row key={charge.id} charge={charge} mayCancel={mayCancel} />
        ))}
      </ul>
    </Card>
  );
}

function Row({ charge, mayCancel }: { charge: ChargeToCome; mayCancel: boolean }) {
  const { id, kind, state, currency, amountMinor, invoiceCount: count, nextOn, methodBrand, methodLast4 } = charge;
  const language = useLanguage();
  const say = useWords(chargeListWords);
  const rich = useRichWords(chargeListWords);
  const { money, date } = useFormats();
  const [amount, on] = [money(amountMinor, currency), date(nextOn)];
  return (
    <li className="border-faint flex flex-wrap items-center gap-x-4 gap-y-1 border-b px-5 py-3 last:border-0">
      <div className="min-w-[min(100%,15rem)] flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          {kind === 'batch' ? (
            <span className="font-semibold whitespace-nowrap">{on}</span>
          ) : (
            <Link to={paths.scheduledCharge(id)} className="font-semibold whitespace-nowrap hover:underline">
              {on}
              <span className="sr-only">{say('chargeOf', { amount })}</span>
            </Link>
          )}
          {kind === 'batch' && <Tag>{say('batch')}</Tag>}
          {kind === 'autopay' && <Tag>{say('autopay')}</Tag>}
          {state !== 'scheduled' && (
            <Tag tone={state === 'retrying' ? 'amber' : 'blue'}>{chargeStateWords(state, language)}</Tag>
          )}
        </p>
        <p className="text-small text-second">
          {rich('invoicesWith', { count, method: <MethodName brand={methodBrand} last4={methodLast4} /> })}
        </p>
      </div>
      <Money
        amountMinor={amountMinor}
        currency={currency}
        className="num font-semibold max-sm:grow max-sm:text-start"
      />
      {mayCancel && kind !== 'batch' && isWaiting(state) && (
        <CancelCharge chargeId={id} what={say('cancelWhich', { amount, on })} />
      )}
    </li>
  );
}

/** One press, also without scripts; the charge's own page says that it is done. `what` it is for who only hears a list. */
export function CancelCharge({ chargeId, what }: { chargeId: string; what?: string }) {
  const say = useWords(chargeListWords);
  const wide = what === undefined;
  const address = paths.scheduledCharge(chargeId);
  const cancelling = useNavigation().formAction === address;
  return (
    <Form method="post" action={address}>
      <Button
        variant={wide ? 'secondary' : 'quiet'}
        name="intent"
        value="cancel"
        pending={cancelling}
        className={wide ? 'min-h-[42px]' : ''}
      >
        {say(cancelling ? 'cancelling' : wide ? 'cancelThis' : 'cancel')}
        {!wide && <span className="sr-only"> {what}</span>}
      </Button>
    </Form>
  );
}
