import { createEmitter } from './emitter.js';

/** Wallet buttons: there are none here, and the element says so, as it does on a browser without wallets. */
export function createExpressElement(context) {
  const events = createEmitter();
  const element = {
    ...events,
    mount() {
      queueMicrotask(() =>
        events.emit('ready', { elementType: 'expressCheckout', availablePaymentMethods: undefined }),
      );
    },
    unmount() {},
    destroy: () => context.forget(element),
    update() {},
    focus() {},
    blur() {},
    clear() {},
    _elementsChanged() {},
  };
  return element;
}
