import { vitePlugin as remix } from '@remix-run/dev';
import { defineConfig } from 'vite';
import tsconfigPaths from 'vite-tsconfig-paths';

/** A page with nothing but the framework, built the way the product is; it ships with nothing. */
export default defineConfig({
  plugins: [
    remix({
      appDirectory: 'tests/bench/bare',
      buildDirectory: '.cache/bench-bare',
      ignoredRouteFiles: ['**/*'],
      future: { v3_routeConfig: true, v3_singleFetch: true, v3_lazyRouteDiscovery: true },
    }),
    tsconfigPaths({ projects: ['./tsconfig.json'] }),
  ],
  build: { target: 'es2022' },
});
