import tsconfigPaths from 'vite-tsconfig-paths';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [tsconfigPaths()],
  test: {
    include: ['{app,server,sandbox,tests}/**/*.test.{ts,tsx}'],
    globalSetup: ['tests/support/database.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    retry: 0,
    // One that was left behind would pass over all the others.
    allowOnly: false,
  },
});
