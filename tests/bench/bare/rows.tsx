import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { listOpenInvoices } from '~/domain/invoices/list-open-invoices.server';
import { parseListQuery } from '~/domain/invoices/list-query';
import { formatDate } from '~/lib/dates';
import { formatMoney } from '~/lib/money';

/** The rows of the product's page by the product's own query; no session, no totals, no selection, no frame. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  const [vendorId = '', customerId = '', contactId = ''] = (searchParams.get('of') ?? '').split(',');
  const { query } = parseListQuery(new URLSearchParams(), 'USD');
  const { rows } = await listOpenInvoices(
    { vendorId, customerId, contactId },
    'USD',
    query,
    searchParams.get('today') ?? '',
  );
  return { rows };
}

export default function Rows() {
  const { rows } = useLoaderData<typeof loader>();
  return (
    <table>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td>
              <input type="checkbox" name="tick" value={row.id} defaultChecked={row.ticked} aria-label={row.number} />
            </td>
            <td>
              <a href={`/invoices/${row.id}`}>{row.number}</a>
              <p>{row.summary}</p>
            </td>
            <td>{formatDate(row.issuedOn)}</td>
            <td>{formatDate(row.dueOn)}</td>
            <td>{formatMoney(row.totalMinor, 'USD')}</td>
            <td>{formatMoney(row.dueMinor, 'USD')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
