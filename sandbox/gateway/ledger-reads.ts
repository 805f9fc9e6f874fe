import { noSuch } from '../wire/api-error';
import { clearable, ignored, list as listOf, text } from '../wire/params';
import { mergeMetadata, metadata } from '../wire/metadata';
import { page, pagingByTime } from '../wire/paging';
import { route } from '../wire/route';
import { findCharge } from './find';

const charges = [
  route('GET', '/v1/charges', {
    params: { ...pagingByTime, customer: text, payment_intent: text, transfer_group: text },
    run: ({ work, params: p, path }) =>
      page(
        work.books.charge,
        path,
        p,
        p.payment_intent ? ['payment_intent', p.payment_intent] : ['customer', p.customer],
        (row) =>
          (!p.customer || row.customer === p.customer) &&
          (!p.transfer_group || row.transfer_group === p.transfer_group),
      ),
  }),
  route('GET', '/v1/charges/:id', { params: {}, run: ({ work, id }) => findCharge(work, id, 'id') }),
  route('POST', '/v1/charges/:id', {
    params: { description: clearable, metadata, receipt_email: clearable, shipping: ignored },
    run({ work, id, params: p }) {
      const charge = findCharge(work, id, 'id');
      const next = work.put('charge', {
        ...charge,
        description: p.description === undefined ? charge.description : p.description || null,
        metadata: mergeMetadata(charge.metadata, p.metadata),
        receipt_email: p.receipt_email === undefined ? charge.receipt_email : p.receipt_email || null,
      });
      work.emit('charge.updated', next);
      return next;
    },
  }),
];

const balanceTransactions = [
  route('GET', '/v1/balance_transactions', {
    params: { ...pagingByTime, source: text, type: text, currency: text },
    run: ({ work, params: p, path }) =>
      page(
        work.books.balance_transaction,
        path,
        p,
        ['source', p.source],
        (row) => (!p.type || row.type === p.type) && (!p.currency || row.currency === p.currency),
      ),
  }),
  route('GET', '/v1/balance_transactions/:id', {
    params: {},
    run({ work, id }) {
      const row = work.books.balance_transaction.get(id);
      if (!row) throw noSuch('balance_transaction', id);
      return row;
    },
  }),
];

const events = [
  route('GET', '/v1/events', {
    params: { ...pagingByTime, type: text, types: listOf(text) },
    run: ({ work, params: p, path }) =>
      page(work.books.event, path, p, ['type', p.type], (row) => !p.types || p.types.includes(row.type)),
  }),
  route('GET', '/v1/events/:id', {
    params: {},
    run({ work, id }) {
      const row = work.books.event.get(id);
      if (!row) throw noSuch('event', id);
      return row;
    },
  }),
];

export const readRoutes = [...charges, ...balanceTransactions, ...events];
