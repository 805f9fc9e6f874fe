import { useWords } from '~/components/language';
import { methodWords } from './method.words';

/** Where the receipt goes. Whoever came by a payment link is not told the address that the vendor has. */
export function Mailbox({ email }: { email: string | null }) {
  const say = useWords(methodWords);
  if (email === null) return say('mailbox');
  return <span className="text-ink wrap-anywhere">{email}</span>;
}
