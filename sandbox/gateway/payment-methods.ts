import { invalid } from '../wire/api-error';
import { hash, integer, oneOf, required, text } from '../wire/params';
import { mergeMetadata, metadata } from '../wire/metadata';
import { page, paging } from '../wire/paging';
import { route } from '../wire/route';
import { attach, detach } from './attach';
import { findCustomer, findMethod } from './find';
import { billing, billingDetails, createMethod, draftMethod, paymentMethodData } from './payment-method-data';

const redisplay = oneOf('always', 'limited', 'unspecified');

const create = route('POST', '/v1/payment_methods', {
  publishable: true,
  params: paymentMethodData,
  run: ({ work, params: p }) => createMethod(work, draftMethod(p, work.now), p.metadata),
});

const retrieve = route('GET', '/v1/payment_methods/:id', {
  params: {},
  run: ({ work, id }) => findMethod(work, id, 'id'),
});

const list = route('GET', '/v1/payment_methods', {
  params: { ...paging, customer: text, type: text, allow_redisplay: redisplay },
  run({ work, params: p, path }) {
    if (p.customer) findCustomer(work, p.customer);
    return page(
      work.books.payment_method,
      path,
      p,
      ['customer', p.customer],
      (row) =>
        row.customer !== null &&
        (!p.type || row.type === p.type) &&
        (!p.allow_redisplay || row.allow_redisplay === p.allow_redisplay),
    );
  },
});

const update = route('POST', '/v1/payment_methods/:id', {
  params: {
    allow_redisplay: redisplay,
    billing_details: billingDetails,
    card: hash({ exp_month: integer, exp_year: integer }),
    metadata,
  },
  run({ work, id, params: p }) {
    const method = findMethod(work, id, 'id');
    if (method.customer === null)
      throw invalid(
        'You must save this PaymentMethod to a customer before you can update it.',
        undefined,
        'payment_method',
      );
    const next = work.put('payment_method', {
      ...method,
      allow_redisplay: p.allow_redisplay ?? method.allow_redisplay ?? 'unspecified',
      billing_details: billing(p.billing_details, method.billing_details),
      ...(method.card && {
        card: {
          ...method.card,
          exp_month: p.card?.exp_month ?? method.card.exp_month,
          exp_year: p.card?.exp_year ?? method.card.exp_year,
        },
      }),
      metadata: mergeMetadata(method.metadata, p.metadata),
    });
    work.emit('payment_method.updated', next);
    return next;
  },
});

const attachRoute = route('POST', '/v1/payment_methods/:id/attach', {
  params: { customer: required(text) },
  run: ({ work, id, params: p }) => attach(work, findMethod(work, id, 'id'), findCustomer(work, p.customer).id),
});

const detachRoute = route('POST', '/v1/payment_methods/:id/detach', {
  params: {},
  run({ work, id }) {
    const method = findMethod(work, id, 'id');
    if (method.customer === null)
      throw invalid(
        'The payment method you provided is not attached to a customer so detachment is impossible.',
        undefined,
        'payment_method',
      );
    return detach(work, method);
  },
});

export const paymentMethodRoutes = [create, list, retrieve, update, attachRoute, detachRoute];
