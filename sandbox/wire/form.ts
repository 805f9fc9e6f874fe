/** A form body or query as the SDK sends it, brackets unfolded: `a[b][0][c]=1` is `{a: {b: {0: {c: '1'}}}}`. */
export type Raw = string | RawHash;
export type RawHash = { [name: string]: Raw };

export function parseForm(text: string): RawHash {
  const root = emptyHash();
  if (text === '') return root;
  for (const [name, value] of new URLSearchParams(text)) place(root, path(name), value);
  return root;
}

function path(name: string): string[] {
  const open = name.indexOf('[');
  if (open <= 0) return [name];
  return [
    name.slice(0, open),
    ...name
      .slice(open + 1)
      .replace(/\]$/, '')
      .split(']['),
  ];
}

function place(root: RawHash, keys: string[], value: string): void {
  let hash = root;
  keys.forEach((key, depth) => {
    // `a[]=1&a[]=2` counts up by itself.
    const name = key === '' && depth > 0 ? String(Object.keys(hash).length) : key;
    if (depth === keys.length - 1) {
      hash[name] = value;
      return;
    }
    const below = hash[name];
    hash = typeof below === 'object' ? below : (hash[name] = emptyHash());
  });
}

// No prototype: a field called `__proto__` is then a field like any other.
function emptyHash(): RawHash {
  return Object.create(null) as RawHash;
}
