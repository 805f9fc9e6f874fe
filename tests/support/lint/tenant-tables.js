import { readFileSync } from 'node:fs';

/** The tables whose rows belong to a vendor, read from the schema, so that a new one is under the rule at once. */
export function readTenantTables(schemaPath) {
  const schema = readFileSync(schemaPath, 'utf8');
  const models = [...schema.matchAll(/^model (\w+) \{([\s\S]*?)^\}/gm)].filter(([, , body]) =>
    /^\s+vendorId\s/m.test(body),
  );
  return {
    tables: models.map(([, , body]) => /@@map\("(\w+)"\)/.exec(body)?.[1]).filter(Boolean),
    models: models.map(([, name]) => name[0].toLowerCase() + name.slice(1)),
  };
}
