import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('./browser/', import.meta.url));
const IMPORT = /^import \{[^}]*\} from '([^']+)';\n/gm;

/**
 * Joins browser modules into one classic script: the vendor's library is one, and pages expect `window.Stripe` the
 * moment it has loaded. Works because our modules only use named, unrenamed imports and names of their own.
 */
export function browserScript(entry: string): string {
  const parts: string[] = [];
  const seen = new Set<string>();
  const add = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    const source = readFileSync(join(ROOT, file), 'utf8');
    for (const [, path] of source.matchAll(IMPORT)) add(join(dirname(file), path!));
    parts.push(source.replace(IMPORT, '').replace(/^export /gm, ''));
  };
  add(entry);
  return `(() => {\n'use strict';\n${parts.join('\n')}})();\n`;
}

export function browserFile(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}
