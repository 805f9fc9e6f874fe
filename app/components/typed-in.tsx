import { TYPED_IN } from '~/lib/languages/typed-number';
import { useLanguage } from './language';

/** Says with a form in which language its numbers are typed. The form is made anew (`key`) where that changes. */
export function TypedIn() {
  return <input type="hidden" name={TYPED_IN} value={useLanguage()} />;
}
