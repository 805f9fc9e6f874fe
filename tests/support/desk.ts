import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';

/** Fields as a page sends them; a FormData with files goes as such. */
type Fields = Record<string, string> | [name: string, value: string][] | FormData;
type Asked = { cookie: string; params?: Record<string, string>; form?: Fields };

let requests = 0;

/** A request as the server hands it to a route of the vendor's desk. */
function ask(path: string, { cookie, params = {}, form }: Asked) {
  requests += 1;
  const context = { nonce: 'n', requestId: `desk-${requests}`, clientAddress: `10.9.0.${requests % 250}` };
  const body = form && (form instanceof FormData ? form : new URLSearchParams(form));
  const request = new Request(`http://localhost${path}`, { method: form ? 'POST' : 'GET', body, headers: { cookie } });
  return { request, context, params };
}

export type DeskAnswer = { status: number; location: string | null; data: unknown };

/** Posts to a route's action; what it throws is its answer too. */
export function post(
  action: (args: ActionFunctionArgs) => unknown,
  path: string,
  asked: Asked & { form: Fields },
): Promise<DeskAnswer> {
  return answered(() => action(ask(path, asked)));
}

/** Reads a route's loader. */
export function look(loader: (args: LoaderFunctionArgs) => unknown, path: string, asked: Asked): Promise<DeskAnswer> {
  return answered(() => loader(ask(path, asked)));
}

async function answered(ran: () => unknown): Promise<DeskAnswer> {
  const answer: unknown = await Promise.resolve()
    .then(ran)
    .catch((error: unknown) => error);
  if (answer instanceof Response) {
    const text = await answer.text();
    return { status: answer.status, location: answer.headers.get('location'), data: readJson(text) };
  }
  if (answer instanceof Error) throw answer;
  const told = answer as { type?: string; data: unknown; init: { status?: number } | null };
  if (told?.type === 'DataWithResponseInit')
    return { status: told.init?.status ?? 200, location: null, data: told.data };
  return { status: 200, location: null, data: answer };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
