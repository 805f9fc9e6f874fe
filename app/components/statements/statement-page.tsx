import type { Statement } from '~/domain/statements/statement';
import {
  presetOf,
  statementSearch,
  type StatementFields,
  type StatementProblems,
} from '~/domain/statements/statement-query';
import { statementTitle } from '~/domain/statements/statement-words';
import type { CalendarDate } from '~/lib/dates';
import type { Currency } from '~/lib/money';
import { paths } from '~/lib/paths';
import { useLanguage, useWords } from '../language';
import { Banner } from '../ui/banner';
import { ButtonLink } from '../ui/button';
import { Card } from '../ui/card';
import { EmptyState } from '../ui/empty-state';
import { PageTitle } from '../ui/page-title';
import { MovementTable } from './movement-table';
import { OpenItemTable } from './open-item-table';
import { StatementForm } from './statement-form';
import { statementPageWords } from './statement-page.words';
import { StatementTicket } from './statement-ticket';

export type StatementPageProps = {
  today: CalendarDate;
  currencies: Currency[];
  fields: StatementFields;
  problems: StatementProblems;
  vendorName: string;
  customer: { name: string; number: string };
  /** Null: nothing was ever billed, or the address asks for what there is not. */
  statement: Statement | null;
};

/** A statement for any period: what is asked for, the balance, and every line that leads to it. */
export function StatementPage(props: StatementPageProps) {
  const { today, currencies, fields, problems, vendorName, customer, statement } = props;
  const say = useWords(statementPageWords);
  return (
    <>
      <PageTitle
        title={say('title')}
        subtitle={say('subtitle', { customer: customer.name, number: customer.number, vendor: vendorName })}
      />
      {currencies.length === 0 && Object.keys(problems).length === 0 ? (
        <Card flush>
          <EmptyState
            title={say('nothingYet')}
            action={<ButtonLink to={paths.invoices}>{say('seeInvoices')}</ButtonLink>}
          >
            {say('nothingYetText', { vendor: vendorName })}
          </EmptyState>
        </Card>
      ) : (
        <>
          <StatementForm
            {...{ today, currencies, fields, problems }}
            preset={statement ? presetOf(statement.query, today) : null}
          />
          {statement ? (
            <Stated statement={statement} />
          ) : (
            <Banner tone="amber" title={say('notMade')}>
              {say('notMadeText')}
            </Banner>
          )}
        </>
      )}
    </>
  );
}

function Stated({ statement }: { statement: Statement }) {
  const { query, listed } = statement;
  const say = useWords(statementPageWords);
  const title = statementTitle(query.kind, query, useLanguage());
  return (
    <div className="grid items-start gap-7 lg:grid-cols-[minmax(0,1fr)_348px]">
      <aside aria-label={say('balance')} className="lg:sticky lg:top-7 lg:order-2">
        <StatementTicket statement={statement} />
      </aside>
      <div className="min-w-0">
        <Card title={title} flush>
          {listed.kind === 'balance-forward' ? (
            <MovementTable statement={statement} {...listed} />
          ) : (
            <OpenItemTable statement={statement} {...listed} />
          )}
        </Card>
        <Pages statement={statement} />
      </div>
    </div>
  );
}

/** The way through a long statement; its files hold all of it. */
function Pages({ statement: { query, first, next } }: { statement: Statement }) {
  const say = useWords(statementPageWords);
  if (first && next === null) return null;
  const address = (after?: string) => `${paths.statements}${statementSearch(query, after)}`;
  return (
    <nav aria-label={say('pages')} className="mt-5 flex justify-between gap-3 print:hidden">
      {first ? <span /> : <ButtonLink to={address()}>{say('firstPage')}</ButtonLink>}
      {next !== null && <ButtonLink to={address(next)}>{say('nextPage')}</ButtonLink>}
    </nav>
  );
}
