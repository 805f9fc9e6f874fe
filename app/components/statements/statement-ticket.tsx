import { countText } from '~/domain/invoices/invoice-count';
import { isTooLongForPaper, MOST_PDF_LINES, type Statement } from '~/domain/statements/statement';
import { statementSearch } from '~/domain/statements/statement-query';
import {
  balanceNotes,
  itemLines,
  signedMoney,
  standingLines,
  sumLines,
  type FigureLine,
} from '~/domain/statements/statement-words';
import { formatDate } from '~/lib/dates';
import { paths } from '~/lib/paths';
import { buttonClass } from '../ui/button';
import { Icon } from '../ui/icon';
import { Ticket } from '../ui/ticket';

/** The balance, how it came about, where it stands in the portal, and the statement as a file. */
export function StatementTicket({ statement }: { statement: Statement }) {
  const { query, currency, sums, listed, standing } = statement;
  const search = statementSearch(query);
  const tooLong = isTooLongForPaper(statement);
  const lines = listed.kind === 'balance-forward' ? sumLines(statement) : itemLines(listed.itemSums);
  const notes = balanceNotes(statement);
  const show = ({ label, minor }: FigureLine) => (
    <Ticket.Line key={label} label={label}>
      {signedMoney(minor, currency)}
    </Ticket.Line>
  );
  return (
    <Ticket caption={`Closing balance on ${formatDate(query.to)}`} total={signedMoney(sums.closingMinor, currency)}>
      <Ticket.Tear />
      {lines.map(show)}
      <Ticket.Line label="Closing balance" strong>
        {signedMoney(sums.closingMinor, currency)}
      </Ticket.Line>
      {standing && (
        <>
          <h2 className="text-label text-third border-faint mt-4 border-t pt-3 pb-1 font-semibold">
            Where it stands now
          </h2>
          {standingLines(statement).map(show)}
          {notes.inFlight && <p className="text-small text-second mt-2">{notes.inFlight}</p>}
        </>
      )}
      {notes.credit && <p className="text-small text-second mt-3">{notes.credit}</p>}
      <div className="mt-5 grid grid-cols-2 gap-2.5 print:hidden">
        {!tooLong && (
          <a href={`${paths.statementPdf}${search}`} className={buttonClass()} download>
            <Icon name="download" size={16} />
            PDF
          </a>
        )}
        <a href={`${paths.statementCsv}${search}`} className={buttonClass()} download>
          <Icon name="download" size={16} />
          CSV
        </a>
      </div>
      {tooLong && (
        <p className="text-small text-second mt-3 print:hidden">
          A PDF takes up to {countText(MOST_PDF_LINES)} lines. Choose a shorter period for one, or take the CSV file.
        </p>
      )}
    </Ticket>
  );
}
