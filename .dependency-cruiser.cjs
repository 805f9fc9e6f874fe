/** Who may import whom (app/README.md). Down only; nothing imports a door. */

/** A zone of app/ may import these zones and nothing else of ours. */
const zone = (from, allowed) => ({
  name: `zone-${from}`,
  severity: 'error',
  comment: `app/${from} imports only ${allowed.join(', ') || 'nothing of ours'}`,
  from: { path: `^app/${from}/`, pathNot: '\\.test\\.tsx?$' },
  to: {
    path: '^(app|server|sandbox|tests|prisma)/',
    pathNot: `^app/(${[from, ...allowed].join('|')})(/|\\.tsx?$)`,
    dependencyTypesNot: from === 'routes' ? ['type-only'] : [],
  },
});

const SERVER_FILE = '\\.server\\.tsx?$';
/** What only looks and counts: in domain/ the files that do not touch the world. */
const pureOnly = (from) => ({
  name: `pure-of-domain-${from}`,
  severity: 'error',
  comment: `app/${from} may know the domain's words and sums, and not do anything in it`,
  from: { path: `^app/${from}/` },
  to: { path: `^app/domain/.*${SERVER_FILE}`, dependencyTypesNot: ['type-only'] },
});

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    // A page may know the shape of what the root loads.
    zone('routes', ['auth', 'domain', 'components', 'emails', 'documents', 'lib']),
    zone('jobs', ['auth', 'domain', 'components', 'emails', 'lib']),
    zone('auth', [
      'domain/(audit|mail)',
      'domain/demo/demo-staff',
      'domain/invoices/payable\\.server',
      'emails',
      'gateways',
      'lib',
    ]),
    zone('domain', ['auth/actor', 'gateways', 'emails', 'documents', 'lib']),
    zone('gateways', ['domain', 'lib']),
    zone('emails', ['domain', 'lib']),
    zone('documents', ['domain', 'lib']),
    zone('components', ['domain', 'lib']),
    zone('lib', []),
    ...['gateways', 'emails', 'documents', 'components'].map(pureOnly),
    {
      name: 'ui-knows-tokens-only',
      severity: 'error',
      comment: 'components/ui knows tokens and the language of the page, never invoices',
      from: { path: '^app/components/ui/' },
      to: { path: '^app/', pathNot: '^app/(components/ui/|components/language\\.ts$|lib/)' },
    },
    {
      name: 'pure-stays-pure',
      severity: 'error',
      comment: 'A file without .server may run in a browser, so it imports no .server file (types of one are fine)',
      from: {
        path: '^app/(auth|components|documents|domain|emails|gateways|jobs|lib)/',
        pathNot: `${SERVER_FILE}|\\.test\\.tsx?$`,
      },
      to: { path: SERVER_FILE, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'pure-knows-no-node',
      severity: 'error',
      comment: 'A file without .server may run in a browser, which has no node: modules',
      from: {
        path: '^app/(auth|components|documents|domain|emails|gateways|jobs|lib)/',
        pathNot: `${SERVER_FILE}|\\.test\\.tsx?$`,
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'one-door-to-stripe',
      severity: 'error',
      comment: 'Only app/gateways/stripe.server.ts speaks to the gateway',
      from: { path: '^(app|server)/', pathNot: '^app/gateways/stripe\\.server\\.ts$' },
      to: { path: '(^|/)node_modules/stripe/' },
    },
    {
      name: 'one-way-to-the-database',
      severity: 'error',
      comment: 'The app has one pool',
      from: { path: '^app/', pathNot: '^app/lib/db\\.server\\.ts$|\\.test\\.ts$' },
      to: { path: '(^|/)node_modules/(pg|@prisma|prisma)/|^prisma/generated/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'sandbox-stands-alone',
      severity: 'error',
      comment: 'The gateway that lives on this machine knows nothing of the product',
      from: { path: '^sandbox/' },
      to: { path: '^(app|server|tests)/' },
    },
    {
      name: 'nobody-imports-tests',
      severity: 'error',
      from: { path: '^(app|server|sandbox)/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^tests/|\\.test\\.tsx?$' },
    },
    {
      name: 'only-what-is-installed-to-run',
      severity: 'error',
      comment: 'What runs in production is in dependencies',
      from: { path: '^app/', pathNot: '\\.test\\.tsx?$' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'unknown'], dependencyTypesNot: ['type-only'] },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^virtual:' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(build|prisma/generated)/|\\.css$|\\?url$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
