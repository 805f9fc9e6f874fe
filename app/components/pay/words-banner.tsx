import { useEffect, useRef } from 'react';
import { Banner } from '~/components/ui/banner';
import type { Words } from '~/domain/payments/words';

/** Why something did not work, at the top of the page; it takes the focus when it appears, so that nobody misses it. */
export function WordsBanner({ words, tone }: { words: Words; tone: 'red' | 'amber' }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    ref.current?.focus();
  }, [words]);
  return (
    <div ref={ref} tabIndex={-1} className="rounded-card mb-5 scroll-mt-5">
      <Banner tone={tone} title={words.title}>
        {words.lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </Banner>
    </div>
  );
}
