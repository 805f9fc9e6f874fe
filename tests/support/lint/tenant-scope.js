import { nameOf } from './money-names.js';

const TAGS = new Set(['sql', '$queryRaw', '$executeRaw']);
const READS = new Set([
  'findFirst',
  'findFirstOrThrow',
  'findUnique',
  'findUniqueOrThrow',
  'findMany',
  'count',
  'aggregate',
  'groupBy',
]);
const WRITES = new Set(['update', 'updateMany', 'updateManyAndReturn', 'delete', 'deleteMany', 'upsert']);

/** The way out: a statement for the house itself says so, and why. */
const EXCUSE = /all vendors: \S/;

/** A statement whose condition comes from elsewhere says that the vendor is in it. */
const PART_OF_FRAGMENT = /vendor_id is part of \S/;

/** What a statement does with the tables it names. Other comments say nothing. */
function uncoveredTable(text, tables) {
  const statement = text.replaceAll(/--[^\n]*/g, (comment) => (PART_OF_FRAGMENT.test(comment) ? 'vendor_id = ?' : ''));
  const compares = /vendor_id"?\s*(=|IN\b|IS NOT DISTINCT)|=\s*(\w+\.)?"?vendor_id|USING\s*\([^)]*vendor_id/i.test(
    statement,
  );
  for (const [, verb, table, columns] of statement.matchAll(
    /\b(FROM|JOIN|UPDATE|INTO)\s+(?:ONLY\s+)?"?(\w+)"?(?:\s+AS\s+\w+)?\s*(\([^)]*\))?/gi,
  )) {
    if (!tables.includes(table.toLowerCase())) continue;
    const covered = verb.toUpperCase() === 'INTO' ? /vendor_id/.test(columns ?? '') : compares;
    if (!covered) return table;
  }
  return null;
}

const namesVendor = (object) =>
  object?.type === 'ObjectExpression' &&
  object.properties.some(
    (property) => property.type === 'Property' && (nameOf(property.key) === 'vendorId' || namesVendor(property.value)),
  );

const propertyOf = (object, name) =>
  object?.type === 'ObjectExpression'
    ? object.properties.find((property) => property.type === 'Property' && nameOf(property.key) === name)?.value
    : undefined;

/**
 * A statement on rows that belong to a vendor names the vendor, so that a guessed id never shows another vendor's
 * row. SQL compares vendor_id; Prisma's own calls have vendorId in `where`.
 */
export default {
  meta: {
    type: 'problem',
    schema: [
      {
        type: 'object',
        properties: { tables: { type: 'array' }, models: { type: 'array' } },
        additionalProperties: false,
      },
    ],
    messages: {
      statement:
        'This statement touches {{table}} without vendor_id. Scope it; or say `-- vendor_id is part of …` where a fragment does, or `-- all vendors: why`.',
      call: 'This call touches {{table}} without vendorId in `where`. Scope it, or say `// all vendors: why` above it.',
    },
  },
  create(context) {
    const { tables = [], models = [] } = context.options[0] ?? {};
    const { sourceCode } = context;
    const excused = (node) => {
      const above = sourceCode
        .getAllComments()
        .filter(
          (comment) => comment.loc.end.line <= node.loc.start.line && comment.loc.end.line >= node.loc.start.line - 2,
        );
      return above.some((comment) => EXCUSE.test(comment.value));
    };
    return {
      TaggedTemplateExpression(node) {
        if (!TAGS.has(nameOf(node.tag) ?? '')) return;
        const text = node.quasi.quasis.map((part) => part.value.raw).join('?');
        const table = uncoveredTable(text, tables);
        if (table === null || EXCUSE.test(text) || excused(node)) return;
        context.report({ node, messageId: 'statement', data: { table } });
      },
      CallExpression(node) {
        const { callee } = node;
        if (callee.type !== 'MemberExpression' || callee.object.type !== 'MemberExpression') return;
        const [verb, model] = [nameOf(callee) ?? '', nameOf(callee.object) ?? ''];
        if (!(READS.has(verb) || WRITES.has(verb)) || !models.includes(model)) return;
        if (namesVendor(propertyOf(node.arguments[0], 'where')) || excused(node)) return;
        context.report({ node, messageId: 'call', data: { table: model } });
      },
    };
  },
};
