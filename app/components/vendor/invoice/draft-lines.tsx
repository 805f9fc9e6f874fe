import { useId } from 'react';
import { changeLines } from '~/domain/invoices/draft-form';
import { LONGEST, MAX_LINES, workOut, type LineProblems, type TypedLine } from '~/domain/invoices/invoice-form';
import { formatMoney, type Currency } from '~/lib/money';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';

type DraftLinesProps = {
  lines: TypedLine[];
  currency: Currency;
  problems: LineProblems[];
  /** What is wrong with all of them together. */
  problem: string | undefined;
  onChange: (lines: TypedLine[]) => void;
};

/** In one row where the card is wide enough for it, whatever stands beside the card. */
const COLUMNS = '@2xl:grid-cols-[minmax(0,1fr)_72px_116px_68px_124px_32px]';

/** The lines of an invoice as they are typed. Each button also works without scripts: the form comes back with a line more or less. */
export function DraftLines({ lines, currency, problems, problem, onChange }: DraftLinesProps) {
  const { nets } = workOut(lines, currency);
  const set = (at: number, name: keyof TypedLine, value: string) =>
    onChange(lines.map((line, index) => (index === at ? { ...line, [name]: value } : line)));
  const change = (intent: string) => ({
    name: 'intent',
    value: intent,
    onClick: (event: React.MouseEvent) => {
      event.preventDefault();
      onChange(changeLines(lines, intent));
    },
  });
  return (
    <div className="@container">
      <div
        aria-hidden
        className={`border-line text-label text-third hidden gap-2 border-b px-5 pb-2 font-semibold @2xl:grid ${COLUMNS}`}
      >
        <span>Description</span>
        <span>Quantity</span>
        <span>Unit price</span>
        <span>Tax %</span>
        <span className="text-end">Net</span>
        <span />
      </div>
      <ol>
        {lines.map((line, at) => {
          const field = (name: keyof TypedLine) => ({
            name,
            value: line[name],
            error: problems[at]?.[name],
            onChange: (event: React.ChangeEvent<HTMLInputElement>) => set(at, name, event.currentTarget.value),
          });
          return (
            <li
              // Lines have no names of their own; their places are them.
              key={at}
              className={`border-faint grid grid-cols-3 items-start gap-x-2 gap-y-3 border-b px-5 py-3 ${COLUMNS}`}
            >
              <LineField
                label="Description"
                at={at}
                className="col-span-3 @2xl:col-span-1"
                maxLength={LONGEST.description}
                {...field('description')}
              />
              <LineField
                label="Quantity"
                at={at}
                inputMode="decimal"
                maxLength={LONGEST.amount}
                {...field('quantity')}
              />
              <LineField
                label="Unit price"
                at={at}
                inputMode="text"
                maxLength={LONGEST.amount}
                {...field('unitPrice')}
              />
              <LineField label="Tax %" at={at} inputMode="decimal" maxLength={LONGEST.amount} {...field('taxRate')} />
              <p className="num col-span-2 self-center font-semibold @max-2xl:text-start @2xl:col-span-1 @2xl:self-start @2xl:pt-2">
                <span className="text-small text-second me-2 font-normal @2xl:sr-only">Net of line {at + 1}</span>
                {typeof nets[at] === 'bigint' ? formatMoney(nets[at], currency) : '–'}
              </p>
              <button
                {...change(`remove-line:${at}`)}
                aria-label={`Remove line ${at + 1}`}
                className="rounded-control text-second hover:bg-paper hover:text-ink grid size-10 place-content-center justify-self-end @2xl:w-8"
              >
                <Icon name="x" />
              </button>
            </li>
          );
        })}
      </ol>
      {problem && <p className="text-small text-red px-5 pt-3">{problem}</p>}
      <div className="flex flex-wrap gap-2.5 px-5 py-4">
        <Button {...change('add-line')} aria-disabled={lines.length >= MAX_LINES}>
          Add a line
        </Button>
        <Button variant="quiet" {...change('add-discount')} aria-disabled={lines.length >= MAX_LINES}>
          Add a discount
        </Button>
      </div>
    </div>
  );
}

type LineFieldProps = React.ComponentPropsWithoutRef<'input'> & { label: string; at: number; error?: string };

/** Its label is shown above it on a narrow screen; on a wide one the column says it. */
function LineField({ label, at, error, className = '', ...input }: LineFieldProps) {
  const id = useId();
  return (
    <div className={`min-w-0 ${className}`}>
      <label htmlFor={id} className="text-label text-second mb-1 block @2xl:sr-only">
        {label}
        <span className="sr-only"> of line {at + 1}</span>
      </label>
      <input
        id={id}
        autoComplete="off"
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        {...input}
        className="rounded-control border-control bg-card text-ink aria-invalid:border-red block min-h-10 w-full border px-3 py-2 text-base tabular-nums pointer-coarse:min-h-11"
      />
      {error && (
        <p id={`${id}-error`} className="text-small text-red mt-1">
          {error}
        </p>
      )}
    </div>
  );
}
