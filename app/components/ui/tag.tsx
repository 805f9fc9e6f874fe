import type { ReactNode } from 'react';

export type Tone = 'green' | 'amber' | 'red' | 'blue' | 'neutral';

const TONES: Record<Tone, string> = {
  green: 'bg-green-soft text-green',
  amber: 'bg-amber-soft text-amber',
  red: 'bg-red-soft text-red',
  blue: 'bg-blue-soft text-blue',
  neutral: 'bg-neutral text-second',
};

/** A state in words; the colour only repeats them. */
export function Tag({ tone = 'neutral', title, children }: { tone?: Tone; title?: string; children: ReactNode }) {
  return (
    <span
      title={title}
      className={`text-label inline-block rounded-full px-2 py-[2px] font-semibold tracking-normal whitespace-nowrap ${TONES[tone]}`}
    >
      {children}
    </span>
  );
}
