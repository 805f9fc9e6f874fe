import { fileURLToPath } from 'node:url';
import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import jsxA11y from 'eslint-plugin-jsx-a11y-x';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import { rules } from './tests/support/lint/rules.js';
import { readTenantTables } from './tests/support/lint/tenant-tables.js';

const tenant = readTenantTables(fileURLToPath(new URL('prisma/schema.prisma', import.meta.url)));
const noName = (message) => ['error', { selector: 'Program', message }];
const processEnv = 'Only app/lib/env.server.ts reads the environment: take getConfig() or readEnv().';

export default defineConfig(
  globalIgnores([
    'build/',
    'prisma/generated/',
    '.data/',
    '.cache/',
    'test-results/',
    'playwright-report/',
    'sandbox/browser/',
  ]),
  js.configs.recommended,
  {
    plugins: { quittance: { rules } },
    languageOptions: { globals: globals.node },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // Remix throws Responses; that is how a loader answers early.
      '@typescript-eslint/only-throw-error': [
        'error',
        {
          allow: [
            { from: 'lib', name: 'Response' },
            { from: 'package', package: '@remix-run/server-runtime', name: 'TypedResponse' },
          ],
          allowThrowingUnknown: true,
        },
      ],
      // Verbs keep one shape, whether or not today's body waits for something.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Types here say `stop(): void` for functions that know no `this`.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'max-lines': ['error', { max: 400 }],
      'no-restricted-globals': [
        'error',
        { name: 'parseFloat', message: 'Floats are not for this house; amounts are bigint (~/lib/money).' },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: processEnv },
        {
          object: 'Number',
          property: 'parseFloat',
          message: 'Floats are not for this house; amounts are bigint (~/lib/money).',
        },
      ],
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'node:process', importNames: ['env'], message: processEnv }] },
      ],
      'quittance/no-float-money': 'error',
    },
  },
  {
    files: ['app/**/*.{ts,tsx}'],
    rules: {
      'quittance/tenant-scope': ['error', tenant],
      'max-lines-per-function': ['error', { max: 100, skipComments: true }],
    },
  },
  // The rules of the books hold for every vendor at once.
  { files: ['app/domain/books/**/*.ts'], rules: { 'quittance/tenant-scope': 'off' } },
  {
    files: ['app/**/*.tsx'],
    extends: [jsxA11y.configs.recommended, reactHooks.configs.flat['recommended-latest']],
    languageOptions: { globals: globals.browser },
    // For React's compiler, which we do not use.
    rules: { 'react-hooks/immutability': 'off' },
  },
  {
    files: ['app/lib/env.server.ts', 'tests/**/*.ts', '*.config.{ts,js}'],
    rules: { 'no-restricted-properties': 'off' },
  },
  // Gateway amounts cross into another party's numbers, and nowhere else.
  { files: ['app/gateways/**/*.ts', 'sandbox/**/*.ts'], rules: { 'quittance/no-float-money': 'off' } },
  {
    files: ['tests/**/*.ts', '**/*.test.ts', '*.config.ts'],
    rules: {
      // Answers of HTTP calls are looked at as they come; the expectations are the types.
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
    },
  },
  {
    files: ['tests/bench/**/*.ts', 'tests/support/run-all.ts', 'server/**/*.ts', 'sandbox/main.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['{app,server,sandbox,tests}/**/index.{ts,tsx,js}'],
    rules: { 'no-restricted-syntax': noName('No index files: a file is named after what is in it.') },
  },
  {
    files: [
      '**/{utils,util,helpers,helper,common,shared,services,misc}/**',
      '**/{utils,util,helpers,helper,common,shared,misc}.{ts,tsx,js}',
    ],
    rules: {
      'no-restricted-syntax': noName('A folder or file is named after what it is about; this name says nothing.'),
    },
  },
);
