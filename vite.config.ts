import { vitePlugin as remix } from '@remix-run/dev';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import tsconfigPaths from 'vite-tsconfig-paths';
import remixConfig from './remix.config.js';

export default defineConfig({
  plugins: [tailwindcss(), remix(remixConfig), tsconfigPaths({ projects: ['./tsconfig.json'] })],
  server: { watch: { ignored: ['**/.data/**', '**/build/**', '**/prisma/generated/**'] } },
  build: { target: 'es2022' },
});
