import { Form } from '@remix-run/react';
import { useRef, useState } from 'react';
import { useLanguage, useWords } from '~/components/language';
import { Card } from '~/components/ui/card';
import { CheckField } from '~/components/ui/field';
import { kindOfBrand, type MethodKind } from '~/domain/payment-methods/method-kind';
import { feeOn, type Tender } from '~/domain/fees/fee';
import { feeNotice } from '~/domain/fees/fee-words';
import { NEW_METHOD, NO_METHOD } from '~/domain/payments/pay-form';
import type { CardFieldsHandle, CardPurpose } from './card-fields';
import { MethodPicker } from './method-picker';
import { NewCard } from './new-card';
import { PayCredit } from './pay-credit';
import { PayLines } from './pay-lines';
import type { OfferedMethod, PayAnswer, PayReview } from './pay-page.types';
import { PayWhen, type When } from './pay-when';
import { payLineWords } from './pay-lines.words';
import { payWords } from './pay.words';
import { PayBar, PayNote, PayTicket } from './pay-ticket';
import { ReadMethodRow } from './read-method';
import { useParts } from './use-parts';
import { usePay } from './use-pay';
import { useReadMethod } from './use-read-method';
import { useStripe } from './use-stripe';
import { withFee } from './with-fee';
import { TypedIn } from '../typed-in';
import { WordsBanner } from './words-banner';

type PayFormProps = { review: PayReview; answer: PayAnswer | undefined };

/** The whole page is one form: method left, total and button right. Without scripts a saved method is simply posted. */
export function PayForm(props: PayFormProps) {
  // Amounts that were typed as one language types them are not read as another would.
  return <FormIn key={useLanguage()} {...props} />;
}

function FormIn({ review: whole, answer }: PayFormProps) {
  const language = useLanguage();
  const say = useWords(payWords);
  const workOut = useWords(payLineWords)('workOut');
  const { review: asked, parts, quoted } = useParts(whole, answer);
  const card: CardFieldsHandle = useRef(null);
  const { read, giveUp } = useReadMethod(answer, card);
  const [chosen, setChosen] = useState(chosenAtFirst(asked, answer));
  const saved = asked.methods.find(({ id }) => id === chosen);
  const method = saved ? chosen : NEW_METHOD;
  const [newKind, setNewKind] = useState<MethodKind>('card');
  const tender = saved ? tenderOf(saved) : (read ?? { kind: newKind, funding: 'unknown' });
  const { kind } = tender;
  const [save, setSave] = useState(false);
  // Nothing is left to charge, so no method is asked for.
  const covered = asked.creditMinor > 0n && asked.chargeMinor === 0n;
  const { dates } = asked;
  const [when, setWhen] = useState<When>({ later: false, payOn: dates?.kind === 'dates' ? dates.to : '' });
  const payOn = dates?.kind === 'dates' && when.later && !covered ? when.payOn : null;
  const review = withFee(payOn === null ? asked : withoutCredit(asked), tender, language);
  const blocked = parts?.problem ?? (payOn !== null && !saved ? say('needsSaved') : null);
  const { onSubmit, stage, problem } = usePay(review, answer, card, read, blocked);
  // Fetched before it is needed, so that a bank's question about a saved card comes up at once.
  useStripe(review.gateway);

  const notice = problem ? { words: problem, tone: 'red' as const } : stage === 'idle' ? noticeOf(answer) : null;
  const purpose = newMethodFor(review, save);
  return (
    <Form method="post" onSubmit={(event) => void onSubmit(event)} aria-label={say('form')}>
      <TypedIn />
      {notice && <WordsBanner words={notice.words} tone={notice.tone} />}
      {parts && (
        <>
          {/* Enter in a field presses the form's first button: that must not be the one that pays. */}
          <button name="intent" value="amounts" tabIndex={-1} aria-hidden className="sr-only">
            {workOut}
          </button>
          <input type="hidden" name="whole" value={quoted} />
        </>
      )}
      <input type="hidden" name="paymentId" value={review.paymentId} />
      <input type="hidden" name="currency" value={review.currency} />
      <input type="hidden" name="quote" value={review.quote} />
      <input type="hidden" name="credit" value={review.creditMinor.toString()} />
      <input type="hidden" name="fee" value={String(review.fee?.amountMinor ?? 0n)} />
      {covered && <input type="hidden" name="method" value={NO_METHOD} />}
      <div className="grid gap-5 max-lg:pb-36 lg:grid-cols-[minmax(0,1fr)_minmax(300px,372px)] lg:items-start lg:gap-7">
        <div className="grid min-w-0 gap-5">
          {review.credit && <PayCredit review={review} credit={review.credit} />}
          {!covered && (
            <Card>
              <MethodPicker
                methods={review.methods}
                chosen={method}
                onChoose={setChosen}
                kinds={review.kinds}
                vendorName={review.vendorName}
                currency={review.currency}
                feeOf={(method) => feeOn(review.fees, tenderOf(method), review.feeBaseMinor, review.currency)}
                newFees={feeNotice(review.fees, review.currency, language)}
                newCard={
                  <>
                    {read && <ReadMethodRow read={read} onChange={giveUp} />}
                    <div hidden={read !== null}>
                      <NewCard
                        access={review.gateway}
                        vendorName={review.vendorName}
                        handle={card}
                        onKind={setNewKind}
                        purpose={purpose}
                      />
                      {review.maySave && <SaveForNextTime kind={newKind} save={save} onChange={setSave} />}
                    </div>
                  </>
                }
              />
            </Card>
          )}
          {!covered && dates && <PayWhen dates={dates} when={when} onChange={setWhen} saved={saved !== undefined} />}
          <PayLines review={review} parts={parts} />
          <PayNote review={review} kind={kind} payOn={payOn} className="lg:hidden" />
        </div>
        <PayTicket review={review} stage={stage} kind={kind} payOn={payOn} />
      </div>
      <PayBar review={review} stage={stage} payOn={payOn} />
      <p role="status" className="sr-only">
        {stage === 'idle'
          ? ''
          : stage === 'authenticating'
            ? say('waiting')
            : say(payOn === null ? 'paying' : 'scheduling')}
      </p>
    </Form>
  );
}

function SaveForNextTime({
  kind,
  save,
  onChange,
}: {
  kind: MethodKind;
  save: boolean;
  onChange: (save: boolean) => void;
}) {
  const say = useWords(payWords);
  return (
    <CheckField
      name="save"
      label={say(kind === 'card' ? 'saveCard' : 'saveAccount')}
      checked={save}
      onChange={(event) => onChange(event.currentTarget.checked)}
      className="mt-4 noscript:hidden"
    />
  );
}

/** What is agreed for a date is all of it: nobody knows how much credit there is then. */
const withoutCredit = (review: PayReview): PayReview => ({
  ...review,
  creditMinor: 0n,
  chargeMinor: review.totalMinor,
});

const tenderOf = ({ brand, funding }: OfferedMethod): Tender => ({ kind: kindOfBrand(brand), funding });

/** Without scripts the page comes back from the server, and stays with what was chosen. */
function chosenAtFirst({ methods }: PayReview, answer: PayAnswer | undefined): string {
  const before = answer && 'method' in answer ? methods.find(({ id }) => id === answer.method)?.id : undefined;
  return before ?? methods.find((method) => !method.expired)?.id ?? NEW_METHOD;
}

function noticeOf(answer: PayAnswer | undefined) {
  if (answer?.kind === 'refused') return answer;
  return answer?.kind === 'amounts' && answer.words ? { words: answer.words, tone: 'amber' as const } : null;
}

function newMethodFor({ gatewayAmount, currency, kinds }: PayReview, save: boolean): CardPurpose {
  return { mode: 'payment', amount: gatewayAmount, currency, kinds, save };
}
