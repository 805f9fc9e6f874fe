const WORDS = {
  400: { title: 'We could not read this request', text: 'Go back and try again.' },
  403: {
    title: 'This request did not come from our own pages',
    text: 'For your safety nothing was done. Open the page again by its own address and try once more.',
  },
  405: { title: 'This address does not do that', text: 'Go back and try again.' },
  413: { title: 'This is more than we take at once', text: 'Nothing was done. Send less, or in parts.' },
  500: {
    title: 'Something went wrong on our side',
    text: 'If you were paying, look at your payments before you try again: nothing is charged twice.',
  },
};

/** An answer that needs nothing of the app: for requests that do not reach it, and for when it is broken. */
export function plainPage(status: keyof typeof WORDS, headers: Record<string, string> = {}): Response {
  const { title, text } = WORDS[status];
  const body = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><style>body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:15vh auto;padding:0 1rem;color-scheme:light dark}h1{font-size:1.4rem}</style></head><body><h1>${title}</h1><p>${text}</p></body></html>`;
  return new Response(body, { status, headers: { 'Content-Type': 'text/html; charset=utf-8', ...headers } });
}
