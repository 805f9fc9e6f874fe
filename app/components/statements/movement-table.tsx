import type { Movement, Statement } from '~/domain/statements/statement';
import { type Currency } from '~/lib/money';
import { paths } from '~/lib/paths';
import { signedMoney } from '~/domain/statements/statement-words';
import { useFormats, useLanguage, useWords } from '../language';
import { Table } from '../ui/table';
import { LineLink } from './line-link';
import { statementTableWords } from './statement-tables.words';

type MovementTableProps = { statement: Statement; movements: Movement[]; broughtForwardMinor: bigint };

/** Every movement by date with the balance after it, between the balance before and the one at the end. */
export function MovementTable({ statement, movements, broughtForwardMinor }: MovementTableProps) {
  const { query, currency, sums, first, next } = statement;
  const say = useWords(statementTableWords);
  return (
    <Table caption={say('movements')}>
      <thead className="max-sm:sr-only">
        <tr>
          <th scope="col" className="max-sm:hidden">
            {say('date')}
          </th>
          <th scope="col">{say('what')}</th>
          <th scope="col" className="num">
            {say('amount')}
          </th>
          <th scope="col" className="num max-sm:hidden">
            {say('balance')}
          </th>
        </tr>
      </thead>
      <tbody>
        <Balance
          label={first ? say('opening') : say('broughtForward')}
          on={first ? query.from : null}
          minor={broughtForwardMinor}
          currency={currency}
        />
        {movements.map((movement) => (
          <Row key={movement.id} movement={movement} currency={currency} />
        ))}
        {movements.length === 0 && (
          <tr>
            <td className="max-sm:hidden" />
            <td className="text-second">{sums.movements === 0 ? say('noMovements') : say('noMoreMovements')}</td>
            <td />
            <td className="max-sm:hidden" />
          </tr>
        )}
        {next === null && (
          <Balance label={say('closing')} on={query.to} minor={sums.closingMinor} currency={currency} />
        )}
      </tbody>
    </Table>
  );
}

function Balance({
  label,
  on,
  minor,
  currency,
}: {
  label: string;
  on: string | null;
  minor: bigint;
  currency: Currency;
}) {
  const { date } = useFormats();
  const amount = signedMoney(minor, currency, useLanguage());
  return (
    <tr className="bg-paper">
      <td className="text-second whitespace-nowrap max-sm:hidden">{on && date(on)}</td>
      <td className="font-semibold">
        {label}
        {on && <span className="text-small text-second block font-normal sm:hidden">{date(on)}</span>}
      </td>
      <td className="num font-semibold max-sm:pe-5">
        <span className="sm:hidden">{amount}</span>
      </td>
      <td className="num font-semibold max-sm:hidden">{amount}</td>
    </tr>
  );
}

function Row({ movement, currency }: { movement: Movement; currency: Currency }) {
  const say = useWords(statementTableWords);
  const language = useLanguage();
  const { date } = useFormats();
  const { on, what, detail, link, creditNoteId, amountMinor, balanceMinor } = movement;
  return (
    <tr>
      <td className="text-second whitespace-nowrap max-sm:hidden">{date(on)}</td>
      <td className="wrap-anywhere">
        <LineLink link={link}>{what}</LineLink>
        <span className="text-small text-second block">
          <span className="sm:hidden">{date(on)}</span>
          {detail && <span className="max-sm:before:content-['_·_']">{detail}</span>}
          {creditNoteId && (
            <>
              {' · '}
              <a href={paths.creditNotePdf(creditNoteId)} className="rounded-small text-green hover:underline">
                {say('downloadPdf')}
              </a>
            </>
          )}
        </span>
      </td>
      <td className={`num max-sm:pe-5 ${amountMinor < 0n ? 'text-green' : ''}`}>
        {signedMoney(amountMinor, currency, language)}
        <span className="text-small text-second block sm:hidden">
          <span className="sr-only">{`${say('balanceOf')} `}</span>
          {signedMoney(balanceMinor, currency, language)}
        </span>
      </td>
      <td className="num max-sm:hidden">{signedMoney(balanceMinor, currency, language)}</td>
    </tr>
  );
}
