import { createApi } from './api.js';
import { createElements } from './elements.js';
import { createIntents } from './intents.js';

// Read while the script runs: later there is no current script. A module script has none, hence the search.
const source = document.currentScript?.src ?? document.querySelector('script[src$="/stripe.js"]')?.src ?? location.href;
const gatewayOrigin = new URL(source).origin;

export function Stripe(key, options = {}) {
  if (typeof key !== 'string' || !key.startsWith('pk_')) {
    throw new Error('IntegrationError: Stripe() takes the publishable key; the secret key stays on the server.');
  }
  const connection = {
    origin: gatewayOrigin,
    key,
    account: options.stripeAccount ?? null,
    call: createApi(gatewayOrigin, key, options.stripeAccount),
  };
  const intents = createIntents(connection);
  const unavailable = (name) => async () => ({
    error: { type: 'invalid_request_error', message: `${name} is not available in the sandbox.` },
  });
  const groupOf = (given) => given.elements ?? { _ask: (type, payload) => given.card._ask(type, payload) };

  return {
    elements: (elementOptions = {}) => createElements(connection, elementOptions),
    async createConfirmationToken({ elements, params, payment_method: method }) {
      if (!elements && method) {
        const token = await connection.call('POST', '/v1/confirmation_tokens', {
          payment_method: method,
          return_url: params?.return_url,
        });
        return token.error ? { error: token.error } : { confirmationToken: token };
      }
      return elements._ask('createConfirmationToken', params);
    },
    createPaymentMethod: (given) =>
      groupOf(given)._ask('createPaymentMethod', {
        payment_method_data: given.params ?? { billing_details: given.billing_details },
      }),
    verifyMicrodepositsForPayment: (clientSecret, told) => intents.verify(clientSecret, told),
    verifyMicrodepositsForSetup: (clientSecret, told) => intents.verify(clientSecret, told),
    handleNextAction: intents.handleNextAction,
    handleCardAction: (clientSecret) => intents.handleNextAction({ clientSecret }),
    confirmPayment: intents.confirm,
    confirmSetup: intents.confirm,
    confirmCardPayment: (clientSecret, data) =>
      intents.confirm({
        clientSecret,
        confirmParams: { payment_method: data?.payment_method },
        redirect: 'if_required',
      }),
    confirmCardSetup: (clientSecret, data) =>
      intents.confirm({
        clientSecret,
        confirmParams: { payment_method: data?.payment_method },
        redirect: 'if_required',
      }),
    retrievePaymentIntent: intents.retrieve,
    retrieveSetupIntent: intents.retrieve,
    createToken: unavailable('createToken'),
    createSource: unavailable('createSource'),
    registerAppInfo() {},
    _registerWrapper() {},
  };
}
Stripe.version = 'sandbox';
window.Stripe = Stripe;
