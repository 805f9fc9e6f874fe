import type Stripe from 'stripe';
import { newId, randomText } from '../state/ids';
import type { CustomerRow } from '../state/records';
import { noSuch } from '../wire/api-error';
import { clearable, hash, ignored, list as listOf, oneOf, text, type Params } from '../wire/params';
import { mergeMetadata, metadata } from '../wire/metadata';
import { page, paging, pagingByTime } from '../wire/paging';
import { route } from '../wire/route';
import { attach, detach } from './attach';
import { findCustomer, findMethod } from './find';
import { address, billing } from './payment-method-data';

const fields = {
  address,
  description: clearable,
  email: clearable,
  name: clearable,
  phone: clearable,
  metadata,
  invoice_settings: hash({ default_payment_method: clearable }),
  preferred_locales: listOf(text),
  shipping: ignored,
  tax_exempt: oneOf('exempt', 'none', 'reverse'),
};

const create = route('POST', '/v1/customers', {
  params: { ...fields, payment_method: text },
  run({ work, params: p }) {
    const method = p.payment_method ? findMethod(work, p.payment_method) : null;
    const blank = {
      id: newId('cus'),
      object: 'customer',
      address: null,
      balance: 0,
      created: work.now,
      currency: null,
      customer_account: null,
      default_source: null,
      delinquent: false,
      description: null,
      discount: null,
      email: null,
      invoice_prefix: randomText(8).toUpperCase(),
      invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
      livemode: false,
      metadata: {},
      name: null,
      next_invoice_sequence: 1,
      phone: null,
      preferred_locales: [],
      shipping: null,
      tax_exempt: 'none',
      test_clock: null,
    } satisfies Stripe.Customer;
    const customer = work.put('customer', changed(blank, p));
    work.emit('customer.created', customer);
    if (method) attach(work, method, customer.id);
    return customer;
  },
});

const retrieve = route('GET', '/v1/customers/:id', {
  params: {},
  run({ work, id }) {
    const row = work.books.customer.get(id);
    if (!row) throw noSuch('customer', id);
    return row;
  },
});

const update = route('POST', '/v1/customers/:id', {
  params: fields,
  run({ work, id, params: p }) {
    const customer = work.put('customer', changed(findCustomer(work, id, 'id'), p));
    work.emit('customer.updated', customer);
    return customer;
  },
});

const remove = route('DELETE', '/v1/customers/:id', {
  params: {},
  run({ work, id }) {
    const customer = findCustomer(work, id, 'id');
    for (const method of work.books.payment_method.where('customer', id)) detach(work, method);
    work.emit('customer.deleted', customer);
    return work.put('customer', { id, object: 'customer', deleted: true });
  },
});

const list = route('GET', '/v1/customers', {
  params: { ...pagingByTime, email: text },
  run: ({ work, params: p, path }) =>
    page<CustomerRow>(work.books.customer, path, p, ['email', p.email], (row) => !row.deleted),
});

const methods = route('GET', '/v1/customers/:id/payment_methods', {
  params: { ...paging, type: text, allow_redisplay: oneOf('always', 'limited', 'unspecified') },
  run({ work, id, params: p, path }) {
    findCustomer(work, id, 'id');
    return page(
      work.books.payment_method,
      path,
      p,
      ['customer', id],
      (row) => (!p.type || row.type === p.type) && (!p.allow_redisplay || row.allow_redisplay === p.allow_redisplay),
    );
  },
});

const method = route('GET', '/v1/customers/:id/payment_methods/:subId', {
  params: {},
  run({ work, id, subId }) {
    const row = work.books.payment_method.get(subId);
    if (row?.customer !== findCustomer(work, id, 'id').id) throw noSuch('payment_method', subId, 'payment_method');
    return row;
  },
});

function changed(before: Stripe.Customer, p: Params<typeof fields>): Stripe.Customer {
  const keep = (now: string | undefined, was: string | null | undefined) =>
    now === undefined ? (was ?? null) : now || null;
  const settings = p.invoice_settings?.default_payment_method;
  return {
    ...before,
    address: p.address ? billing({ address: p.address }, null).address : (before.address ?? null),
    description: keep(p.description, before.description),
    email: keep(p.email, before.email),
    invoice_settings: {
      ...before.invoice_settings,
      default_payment_method: keep(settings, before.invoice_settings.default_payment_method as string | null),
    },
    metadata: mergeMetadata(before.metadata, p.metadata),
    name: keep(p.name, before.name),
    phone: keep(p.phone, before.phone),
    preferred_locales: p.preferred_locales ?? before.preferred_locales ?? [],
    tax_exempt: p.tax_exempt ?? before.tax_exempt ?? 'none',
  };
}

export const customerRoutes = [create, list, retrieve, update, remove, methods, method];
