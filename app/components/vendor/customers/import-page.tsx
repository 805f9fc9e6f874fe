import { Form, useNavigation } from '@remix-run/react';
import type { RowProblem } from '~/domain/customer-imports/check-customer-row';
import type { ImportPreview, LoadedImport } from '~/domain/customer-imports/load-import.server';
import { paths } from '~/lib/paths';
import { Banner } from '../../ui/banner';
import { Button, ButtonLink, buttonClass } from '../../ui/button';
import { Card } from '../../ui/card';
import { PageTitle } from '../../ui/page-title';
import { Table } from '../../ui/table';

type Omitted<T> = T extends unknown ? Omit<T, 'problems' | 'sameFileAt'> : never;

type ImportPageProps = {
  file: Omitted<LoadedImport>;
  problems: RowProblem[];
  problemCount: number;
  sameFileAt: string | null;
};

/** Steps two and three: what is in the file, what is to be mended, and the question whether the rest shall go in. */
export function ImportPage({ file, problems, problemCount, sameFileAt }: ImportPageProps) {
  return (
    <div className="max-w-[1000px]">
      <PageTitle
        title={file.state === 'done' ? 'Customers imported' : 'Check the import'}
        subtitle={<span className="wrap-anywhere">{file.fileName}</span>}
        back={{ to: paths.vendor.importCustomers, label: 'Import customers' }}
      />
      {file.state === 'done' ? <Done file={file} /> : <Question file={file} sameFileAt={sameFileAt} />}
      {problems.length > 0 && <Problems file={file} problems={problems} problemCount={problemCount} />}
    </div>
  );
}

function Done({ file }: { file: Extract<ImportPageProps['file'], { state: 'done' }> }) {
  const { customersCreated, contactsAdded } = file;
  const nothing = customersCreated + contactsAdded === 0;
  return (
    <Banner
      tone="green"
      title={
        nothing
          ? 'Nothing was new: everything in the file was there already.'
          : `${count(customersCreated, 'customer')} created, ${count(contactsAdded, 'contact')} added.`
      }
      action={<ButtonLink to={`${paths.vendor.customers}?sort=newest`}>See customers</ButtonLink>}
    >
      {file.rowsRefused > 0 &&
        `${count(file.rowsRefused, 'row')} stayed out. Mend and upload the file again: what is in already is not made twice.`}
    </Banner>
  );
}

function Question({
  file,
  sameFileAt,
}: {
  file: Extract<ImportPageProps['file'], { state: 'waiting' }>;
  sameFileAt: string | null;
}) {
  const pending = useNavigation().formMethod === 'POST';
  const { preview, rowsRead, rowsRefused, unreadColumns } = file;
  const { customers, contacts } = preview;
  const nothing = customers + contacts === 0;
  return (
    <Card>
      <p className="text-section font-bold">
        {nothing
          ? 'Nothing in this file is new.'
          : `${count(customers, 'customer')} will be created, ${count(contacts, 'contact')} added.`}
      </p>
      <ul className="text-second mt-2 flex list-disc flex-col gap-1 ps-5">
        <li>
          {count(rowsRead, 'row')} read, {(rowsRead - rowsRefused).toLocaleString('en-US')} good
          {rowsRefused > 0 && `, ${rowsRefused.toLocaleString('en-US')} to be mended (below): they stay out`}.
        </li>
        {sameFileAt && <li>This very file was imported on {sameFileAt}.</li>}
        <Kept preview={preview} />
        {unreadColumns.length > 0 && (
          <li className="wrap-anywhere">
            {unreadColumns.length === 1 ? 'One column is' : `${unreadColumns.length} columns are`} not read:{' '}
            {unreadColumns.join(', ')}.
          </li>
        )}
        {contacts > 0 && <li>Contacts can sign in with their e-mail address. Nobody is written to now.</li>}
      </ul>
      <div className="mt-4 flex flex-wrap items-center gap-3">
        {!nothing && (
          <Form method="post">
            <Button variant="primary" pending={pending} className="min-h-10">
              {pending ? 'Importing…' : yesWords(preview)}
            </Button>
          </Form>
        )}
        <ButtonLink to={paths.vendor.importCustomers} className="min-h-10">
          {nothing ? 'Choose another file' : 'Cancel'}
        </ButtonLink>
      </div>
    </Card>
  );
}

function Kept({ preview: { different } }: { preview: ImportPreview }) {
  if (different === 0) return null;
  return (
    <li>
      {count(different, 'row')} {different === 1 ? 'says' : 'say'} something else of customers you have already. They
      keep what they have; edit them one by one.
    </li>
  );
}

/** The button says what will be made. */
function yesWords({ customers, contacts }: ImportPreview): string {
  return customers > 0 ? `Import ${count(customers, 'customer')}` : `Add ${count(contacts, 'contact')}`;
}

function Problems({ file, problems, problemCount }: Pick<ImportPageProps, 'file' | 'problems' | 'problemCount'>) {
  return (
    <Card
      title={file.rowsRefused === 1 ? 'One row to mend' : `${file.rowsRefused.toLocaleString('en-US')} rows to mend`}
      action={
        <a href={paths.vendor.customerImportProblems(file.id)} download className={buttonClass()}>
          Download the list
        </a>
      }
      flush
      className="mt-4"
    >
      <Table caption="What is to be mended">
        <thead>
          <tr>
            <th scope="col" className="num">
              Line
            </th>
            <th scope="col" className="max-sm:hidden">
              Column
            </th>
            <th scope="col" className="max-sm:hidden">
              Value
            </th>
            <th scope="col">How to mend it</th>
          </tr>
        </thead>
        <tbody>
          {problems.map(({ line, column, value, remedy }, index) => (
            <tr key={index}>
              <td className="num">{line}</td>
              <td className="wrap-anywhere max-sm:hidden">{column || '–'}</td>
              <td className="max-w-[260px] wrap-anywhere max-sm:hidden">
                {value || <span className="text-third">empty</span>}
              </td>
              <td className="wrap-anywhere">
                {remedy}
                {column && (
                  <span className="text-small text-second block sm:hidden">
                    {column}: {value || 'empty'}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
      {problemCount > problems.length && (
        <p className="border-faint text-small text-second border-t px-5 py-3">
          The list holds{' '}
          {problemCount === 1000
            ? 'the first 1,000'
            : (problemCount - problems.length).toLocaleString('en-US') + ' more'}
          .
        </p>
      )}
    </Card>
  );
}

function count(n: number, one: string): string {
  return `${n.toLocaleString('en-US')} ${n === 1 ? one : `${one}s`}`;
}
