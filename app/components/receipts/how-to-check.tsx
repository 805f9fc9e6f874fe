import { useRichWords, useWords } from '~/components/language';
import { checkWords } from './check.words';
import { QrCode } from './qr-code';

export type Check = { url: string; size: number; path: string };

/** At the foot of a document: how whoever holds it finds out whether it is genuine. */
export function HowToCheck({ check, code, question }: { check: Check; code: string; question: string }) {
  const say = useWords(checkWords);
  const rich = useRichWords(checkWords);
  const openPage = (
    <a href={check.url} className="rounded-small text-green underline underline-offset-2">
      {say('openPage')}
    </a>
  );
  return (
    <div className="flex items-center gap-4">
      <QrCode {...check} label={code} />
      <div className="min-w-0">
        <h2 className="font-semibold">{question}</h2>
        <p className="text-small text-second">{rich('anyone', { openPage })}</p>
      </div>
    </div>
  );
}
