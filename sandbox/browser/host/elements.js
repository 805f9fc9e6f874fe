import { createExpressElement } from './express-element.js';
import { createPaymentElement } from './payment-element.js';

const MAKERS = { payment: createPaymentElement, expressCheckout: createExpressElement };

/** A group of elements that share an amount, a currency and a look. */
export function createElements(connection, options) {
  const made = new Map();
  const context = {
    ...connection,
    options: { ...options },
    forget(element) {
      for (const [type, each] of made) if (each === element) made.delete(type);
    },
  };
  return {
    create(type, elementOptions) {
      const make = MAKERS[type];
      if (!make) throw new Error(`IntegrationError: the sandbox has no '${type}' element.`);
      if (made.has(type)) throw new Error(`IntegrationError: Can only create one Element of type ${type}.`);
      const element = make(context, elementOptions);
      made.set(type, element);
      return element;
    },
    getElement: (type) => made.get(type?.__elementType ?? type) ?? null,
    update(change) {
      context.options = { ...context.options, ...change };
      for (const element of made.values()) element._elementsChanged();
    },
    fetchUpdates: async () => ({}),
    async submit() {
      const { error, type } = await this._ask('submit', {});
      return error ? { error } : { selectedPaymentMethod: type };
    },
    /** For this library only. */
    _options: () => context.options,
    _ask(type, payload) {
      const element = made.get('payment');
      return element
        ? element._ask(type, payload)
        : Promise.resolve({ error: { type: 'invalid_request_error', message: 'There is no Payment Element.' } });
    },
  };
}
