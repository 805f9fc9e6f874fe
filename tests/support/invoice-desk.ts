import type { InvoiceListView } from '~/domain/vendor-invoices/invoice-list.server';
import { makeCustomer } from '~tests/factories/make-customer';
import { makeInvoice, type InvoiceValues } from '~tests/factories/make-invoice';
import { makeVendor } from '~tests/factories/make-vendor';
import { staffOf, type Staff } from './staff';

type Asked = { search?: string; form?: Record<string, string> | [string, string][] };

/** Helpers for stories of the vendor's list. Its modules are of the app, so await it after startWorld. */
export async function invoiceDesk() {
  const { dateIn } = await import('~/lib/dates');
  const { newId } = await import('~/lib/ids');
  const listPage = await import('~/routes/vendor/invoices');
  const timeZone = 'America/New_York';
  const today = dateIn(timeZone, new Date());

  /** What a route is called with when the browser of this member of the staff asks. */
  async function ask(staff: Staff, path: string, { search = '', form }: Asked = {}) {
    const cookie = await staff.cookie();
    const request = new Request(`http://localhost:3000${path}${search}`, {
      method: form ? 'POST' : 'GET',
      headers: { accept: 'text/html', cookie },
      ...(form && { body: new URLSearchParams(form) }),
    });
    return { request, params: {}, context: { nonce: 'n', requestId: newId(), clientAddress: '10.0.0.1' } };
  }
  const answer = async (loading: Promise<unknown>) => (await loading.catch((thrown: unknown) => thrown)) as Response;

  const view = async (staff: Staff, search = '') =>
    ((await listPage.loader(await ask(staff, '/vendor/invoices', { search }))) as { view: InvoiceListView }).view;
  const numbers = async (staff: Staff, search = '') => (await view(staff, search)).rows.map(({ number }) => number);

  /** A desk with somebody of each role, and a customer. */
  async function makeDesk() {
    const vendor = await makeVendor({ timeZone });
    const customer = await makeCustomer({ vendorId: vendor.id, name: 'Adventure Works' });
    const [biller, viewer] = [await staffOf(vendor, 'biller'), await staffOf(vendor, 'viewer')];
    const invoice = (values: Partial<InvoiceValues> = {}) =>
      makeInvoice({ vendorId: vendor.id, customerId: customer.id, dueOn: today, ...values });
    return { vendor, customer, biller, viewer, invoice };
  }

  return { ask, answer, view, numbers, makeDesk, today, timeZone };
}
