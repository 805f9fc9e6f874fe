import { vitePlugin as remix } from '@remix-run/dev';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import tsconfigPaths from 'vite-tsconfig-paths';
// @ts-expect-error It is plain JavaScript because its name is fixed; the plugin checks what it says.
import remixConfig from './remix.config.js';

export default defineConfig({
  plugins: [tailwindcss(), remix(remixConfig), tsconfigPaths({ projects: ['./tsconfig.json'] })],
  server: { watch: { ignored: ['**/.data/**', '**/build/**', '**/prisma/generated/**'] } },
  build: { target: 'es2022' },
});
