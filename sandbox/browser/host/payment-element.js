import { createEmitter } from './emitter.js';

/** How far the frame reaches beyond its place, so that focus rings inside are not cut off. */
const OVERHANG = 4;

/**
 * The card form. It lives in a frame of the gateway's own origin: card data never exists in this page.
 * The two talk over a private port, handed over once to exactly that origin.
 */
export function createPaymentElement(context, options) {
  const events = createEmitter();
  let frame = null;
  let port = null;
  let asked = 0;
  let waiting = [];
  const answers = new Map();
  const status = { complete: false, empty: true };

  const send = (message) => (port ? port.postMessage(message) : waiting.push(message));
  const ask = (type, payload) =>
    new Promise((resolve) => {
      asked += 1;
      answers.set(asked, resolve);
      send({ type, id: asked, payload });
    });

  const hear = ({ type, id, payload }) => {
    if (type === 'answer') {
      answers.get(id)?.(payload);
      answers.delete(id);
    } else if (type === 'resize' && frame) frame.style.height = `${payload.height + 2 * OVERHANG}px`;
    else if (type === 'change') {
      Object.assign(status, payload);
      events.emit('change', { elementType: 'payment', collapsed: false, ...payload });
    } else if (type === 'ready' || type === 'focus' || type === 'blur' || type === 'escape')
      events.emit(type, { elementType: 'payment' });
  };

  const look = () => {
    const { appearance } = context.options;
    // Must match the scheme inside, or the browser paints an opaque ground behind the frame.
    if (frame) frame.style.colorScheme = appearance?.theme === 'night' ? 'dark' : 'light';
  };

  const connect = () => {
    const channel = new MessageChannel();
    port = channel.port1;
    port.onmessage = (event) => hear(event.data);
    frame.contentWindow.postMessage(
      {
        type: 'quittance:connect',
        key: context.key,
        account: context.account,
        elements: plain(context.options),
        options: plain(options),
      },
      context.origin,
      [channel.port2],
    );
    for (const message of waiting) port.postMessage(message);
    waiting = [];
  };

  const unmount = () => {
    port?.close();
    port = null;
    frame?.remove();
    frame = null;
    for (const resolve of answers.values())
      resolve({ error: { type: 'invalid_request_error', message: 'The element was unmounted.' } });
    answers.clear();
  };

  const element = {
    ...events,
    mount(place) {
      const parent = typeof place === 'string' ? document.querySelector(place) : place;
      if (!parent) throw new Error(`The place to mount the Payment Element does not exist: ${place}`);
      unmount();
      frame = document.createElement('iframe');
      frame.title = 'Secure payment input frame';
      frame.name = `__privateStripeFrame${Math.floor(Math.random() * 1e6)}`;
      frame.allow = 'payment *';
      frame.setAttribute('scrolling', 'no');
      Object.assign(frame.style, {
        display: 'block',
        border: '0',
        margin: `-${OVERHANG}px`,
        width: `calc(100% + ${2 * OVERHANG}px)`,
        minWidth: `calc(100% + ${2 * OVERHANG}px)`,
        height: '310px',
        overflow: 'hidden',
      });
      look();
      frame.addEventListener('load', connect);
      frame.src = `${context.origin}/elements/payment?${new URLSearchParams({ origin: location.origin })}`;
      parent.replaceChildren(frame);
      events.emit('loaderstart', { elementType: 'payment' });
    },
    unmount,
    destroy() {
      unmount();
      context.forget(element);
    },
    update(change) {
      options = { ...options, ...change };
      send({ type: 'options', payload: plain(options) });
    },
    focus: () => send({ type: 'focus' }),
    blur: () => send({ type: 'blur' }),
    clear: () => send({ type: 'clear' }),
    collapse() {},
    /** For this library only. */
    _elementsChanged() {
      look();
      send({ type: 'elements', payload: plain(context.options) });
    },
    _ask: (type, payload) =>
      frame
        ? ask(type, plain(payload))
        : Promise.resolve({ error: { type: 'invalid_request_error', message: 'The Payment Element is not mounted.' } }),
  };
  return element;
}

/** Options may hold functions, which cannot cross into the frame. */
function plain(value) {
  return JSON.parse(JSON.stringify(value ?? {}));
}
