import { badParam } from './api-error';
import type { Raw, RawHash } from './form';

/** How one parameter is read; `T` is what the route gets. */
export type Param<T> = { read(value: Raw, name: string): T; required?: boolean };
export type Spec = Record<string, Param<unknown>>;
type Read<P> = P extends Param<infer T> ? T : never;
type RequiredKeys<S extends Spec> = { [K in keyof S]: S[K] extends { required: true } ? K : never }[keyof S];
export type Params<S extends Spec> = { [K in RequiredKeys<S>]: Read<S[K]> } & {
  [K in Exclude<keyof S, RequiredKeys<S>>]?: Read<S[K]> | undefined;
};

/** A non-empty string. */
export const text: Param<string> = {
  read(value, name) {
    const plain = scalar(value, name);
    if (plain === '')
      throw badParam(
        `You passed an empty string for '${name}'. We assume empty values are an attempt to unset a parameter; however '${name}' cannot be unset. You should remove '${name}' from your request or supply a non-empty value.`,
        'parameter_invalid_empty',
        name,
      );
    return plain;
  },
};

/** A string that may be unset by sending it empty. */
export const clearable: Param<string> = { read: scalar };

export const integer: Param<number> = {
  read(value, name) {
    const plain = scalar(value, name);
    if (!/^-?\d{1,15}$/.test(plain)) throw badParam(`Invalid integer: ${plain}`, 'parameter_invalid_integer', name);
    return Number(plain);
  },
};

export const flag: Param<boolean> = {
  read(value, name) {
    const plain = scalar(value, name);
    if (plain === 'true' || plain === '1') return true;
    if (plain === 'false' || plain === '0') return false;
    throw badParam(`Invalid boolean: ${plain}`, undefined, name);
  },
};

export function oneOf<const T extends string>(...values: T[]): Param<T> {
  return {
    read(value, name) {
      const plain = scalar(value, name);
      if ((values as string[]).includes(plain)) return plain as T;
      throw badParam(`Invalid ${name}: must be one of ${values.join(', ')}`, undefined, name);
    },
  };
}

export function list<T>(item: Param<T>): Param<T[]> {
  return {
    read(value, name) {
      if (value === '') return [];
      if (typeof value === 'string') throw badParam('Invalid array', undefined, name);
      return Object.entries(value).map(([key, each]) => item.read(each, `${name}[${key}]`));
    },
  };
}

export function hash<S extends Spec>(spec: S): Param<Params<S>> {
  return {
    read(value, name) {
      if (typeof value === 'string') {
        if (value === '') return readParams(spec, {}, name);
        throw badParam('Invalid object', 'parameter_invalid_object', name);
      }
      return readParams(spec, value, name);
    },
  };
}

/** Parameters of features beyond the sandbox that change nothing here; taken and not looked at. */
export const ignored: Param<unknown> = { read: (value) => value };

/** A point in time, or a range of it (`created[gte]=…`). */
export const range: Param<{ [bound in 'gt' | 'gte' | 'lt' | 'lte']?: number | undefined }> = {
  read(value, name) {
    if (typeof value !== 'string')
      return readParams({ gt: integer, gte: integer, lt: integer, lte: integer }, value, name);
    const at = integer.read(value, name);
    return { gte: at, lte: at };
  },
};

export function required<T>(param: Param<T>): Param<T> & { required: true } {
  return { ...param, required: true };
}

export function readParams<S extends Spec>(spec: S, raw: RawHash, within?: string): Params<S> {
  const nameOf = (key: string) => (within ? `${within}[${key}]` : key);
  const unknown = Object.keys(raw)
    .filter((key) => !Object.hasOwn(spec, key))
    .map(nameOf);
  if (unknown.length > 0) {
    throw badParam(
      `Received unknown parameter${unknown.length > 1 ? 's' : ''}: ${unknown.join(', ')}`,
      'parameter_unknown',
      unknown[0]!,
    );
  }
  const values: Record<string, unknown> = {};
  for (const [key, param] of Object.entries(spec)) {
    const value = raw[key];
    if (value !== undefined) values[key] = param.read(value, nameOf(key));
    else if (param.required)
      throw badParam(`Missing required param: ${nameOf(key)}.`, 'parameter_missing', nameOf(key));
  }
  return values as Params<S>;
}

function scalar(value: Raw, name: string): string {
  if (typeof value === 'string') return value;
  throw badParam(`Invalid string: ${JSON.stringify(value)}`, undefined, name);
}
