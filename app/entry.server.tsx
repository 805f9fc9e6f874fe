import type { AppLoadContext, EntryContext, HandleErrorFunction } from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { isbot } from 'isbot';
import { renderToPipeableStream } from 'react-dom/server';
import { NonceContext } from './components/nonce';
import { collectedBody } from './lib/collected-body.server';
import { log } from './lib/log.server';
import { noteOutage } from './lib/outages.server';

/** The start-up code reaches the app through here: these are then the only copies of the app's modules in the process. */
export * as house from './jobs/house.server';

const ABORT_AFTER_MS = 20_000;
export const streamTimeout = ABORT_AFTER_MS - 1_000;

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  // Robots and mail scanners get the page whole; people get its frame at once.
  const readyEvent = isbot(request.headers.get('user-agent')) ? 'onAllReady' : 'onShellReady';
  return new Promise((resolve, reject) => {
    let answered = false;
    let answerStatus = status;
    const timer = setTimeout(() => page.abort(), ABORT_AFTER_MS);
    timer.unref();
    const page = renderToPipeableStream(
      <NonceContext.Provider value={context.nonce}>
        <RemixServer context={remixContext} url={request.url} abortDelay={ABORT_AFTER_MS} nonce={context.nonce} />
      </NonceContext.Provider>,
      {
        nonce: context.nonce,
        [readyEvent]() {
          answered = true;
          const { body, sink } = collectedBody();
          // Left running, the timer would hold every page in memory for its twenty seconds.
          sink.once('close', () => clearTimeout(timer));
          headers.set('Content-Type', 'text/html; charset=utf-8');
          resolve(new Response(body, { headers, status: answerStatus }));
          page.pipe(sink);
        },
        onShellError: reject,
        onError(error: unknown) {
          answerStatus = 500;
          // What breaks before the frame is out is rejected above, and logged by handleError.
          if (answered) report(error, context);
        },
      },
    );
  });
}

export const handleError: HandleErrorFunction = (error, { request, context }) => {
  // Someone who has left needs no answer, and it is nobody's fault.
  if (request.signal.aborted) return;
  report(error, context);
};

function report(error: unknown, context: AppLoadContext): void {
  const outage = noteOutage(error, context);
  log[outage ? 'warn' : 'error'](
    { requestId: context.requestId, err: error },
    outage ? 'an outage kept a request from being answered' : 'a request failed',
  );
}
