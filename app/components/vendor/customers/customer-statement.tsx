import { kindName } from '~/domain/statements/statement-words';
import { paths } from '~/lib/paths';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { Field, SelectField } from '../../ui/field';
import type { StatementOffer } from './customer-page.types';

/** A statement for any period, as the customer itself would get it: on paper, or as figures. */
export function CustomerStatement({ customerId, kinds, currencies, today }: StatementOffer & { customerId: string }) {
  if (currencies.length === 0)
    return (
      <Card title="Statement">
        <p className="text-second">There is nothing to state yet.</p>
      </Card>
    );
  return (
    <Card title="Statement">
      <form method="get" className="grid grid-cols-2 gap-3">
        <SelectField
          name="kind"
          label="Kind"
          className={currencies.length > 1 ? '' : 'col-span-2'}
          defaultValue={kinds[0]}
        >
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {kindName(kind)}
            </option>
          ))}
        </SelectField>
        {currencies.length > 1 && (
          <SelectField name="currency" label="Currency" defaultValue={currencies[0]}>
            {currencies.map((currency) => (
              <option key={currency}>{currency}</option>
            ))}
          </SelectField>
        )}
        <Field type="date" name="from" label="From" defaultValue={`${today.slice(0, 4)}-01-01`} max={today} />
        <Field type="date" name="to" label="To" defaultValue={today} />
        <div className="col-span-2 flex flex-wrap gap-3">
          <Button formAction={paths.vendor.customerStatementPdf(customerId)}>PDF</Button>
          <Button formAction={paths.vendor.customerStatementCsv(customerId)}>CSV</Button>
        </div>
      </form>
    </Card>
  );
}
