import type { Work } from '../gateway/work';
import { list, readParams, text, type Params, type Spec } from './params';
import type { RawHash } from './form';

export type Method = 'GET' | 'POST' | 'DELETE';

/** One request as a route sees it. */
export type Call<S extends Spec> = {
  work: Work;
  params: Params<S> & { expand?: string[] | undefined };
  /** The `:id` of the path, or of its first placeholder. */
  id: string;
  /** The second placeholder, where there is one. */
  subId: string;
  /** Called with the publishable key, from a browser. */
  publishable: boolean;
  /** Path without query, as lists repeat it. */
  path: string;
};

export type Route = {
  method: Method;
  path: string;
  /** Browsers may call it with the publishable key. */
  publishable: boolean;
  /** Throws before anything is executed when the parameters are wrong; then gives the work to do. */
  prepare(raw: RawHash, call: Omit<Call<Spec>, 'params'>): { run(): object; expand: string[] };
};

export function route<S extends Spec>(
  method: Method,
  path: string,
  definition: { params: S; publishable?: boolean; check?(params: Params<S>): void; run(call: Call<S>): object },
): Route {
  const spec = { ...definition.params, expand: list(text) };
  return {
    method,
    path,
    publishable: definition.publishable ?? false,
    prepare(raw, call) {
      const params = readParams(spec, raw) as Params<S> & { expand?: string[] | undefined };
      definition.check?.(params);
      return { run: () => definition.run({ ...call, params }), expand: params.expand ?? [] };
    },
  };
}
