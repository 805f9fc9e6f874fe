import { Form, useNavigation } from '@remix-run/react';
import type { HeaderProblem } from '~/domain/customer-imports/customer-columns';
import { paths } from '~/lib/paths';
import { Banner } from '../../ui/banner';
import { Button, buttonClass } from '../../ui/button';
import { Card } from '../../ui/card';
import { Icon } from '../../ui/icon';
import { PageTitle } from '../../ui/page-title';

type UploadCustomersProps = {
  importId: string;
  mostRows: number;
  mostMegabytes: number;
  refused: HeaderProblem | null;
};

/** Step one of three: the file. Nothing goes in before its rows have been looked at. */
export function UploadCustomers({ importId, mostRows, mostMegabytes, refused }: UploadCustomersProps) {
  const pending = useNavigation().formMethod === 'POST';
  return (
    <div className="max-w-[760px]">
      <PageTitle title="Import customers" back={{ to: paths.vendor.customers, label: 'Customers' }} />
      {refused && (
        <Banner tone="red" title={`Nothing was imported: ${uncapitalised(refused.problem)}.`} className="mb-4">
          {`${capitalised(refused.remedy)}.`}
        </Banner>
      )}
      <div className="grid gap-4">
        <Card title="1. The file">
          <p className="text-second">
            One line per customer, with a number and a name; address, tax id, language and a contact may follow. Several
            contacts of one customer take a line each. Begin with the template, or use your own file: columns are known
            by the names in its first line.
          </p>
          <div className="mt-4 flex flex-wrap gap-3">
            {(['csv', 'xlsx'] as const).map((kind) => (
              <a key={kind} href={paths.vendor.customerTemplate(kind)} download className={buttonClass()}>
                <Icon name="download" />
                Template {kind.toUpperCase()}
              </a>
            ))}
          </div>
        </Card>
        <Card title="2. Upload it">
          <p className="text-second">Its rows are checked and shown to you. No customer is made before you say so.</p>
          {/* Sent by the browser itself: a file that is too large is then answered as a page. */}
          <Form method="post" encType="multipart/form-data" reloadDocument className="mt-4">
            <input type="hidden" name="importId" value={importId} />
            <label htmlFor="customer-file" className="text-small mb-1 block font-semibold">
              CSV or XLSX file
            </label>
            <input
              id="customer-file"
              type="file"
              name="file"
              required
              accept=".csv,.xlsx,.txt,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
              aria-describedby="customer-file-hint"
              className="file:border-line file:rounded-control file:bg-card file:text-ink block w-full text-[0.875rem] file:me-3 file:min-h-10 file:border file:px-3 file:font-semibold"
            />
            <p id="customer-file-hint" className="text-small text-second mt-1">
              Up to {mostRows.toLocaleString('en-US')} rows and {mostMegabytes} MB.
            </p>
            <Button variant="primary" pending={pending} className="mt-4 min-h-10">
              {pending ? 'Checking…' : 'Check the file'}
            </Button>
          </Form>
        </Card>
      </div>
    </div>
  );
}

const capitalised = (words: string) => `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
const uncapitalised = (words: string) => `${words.slice(0, 1).toLowerCase()}${words.slice(1)}`;
