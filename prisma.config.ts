import { defineConfig } from 'prisma/config';
import { readEnv } from './app/lib/env.server';

/** For Prisma's own command line (`prisma generate`, and `prisma migrate deploy` elsewhere); the product applies its migrations by itself. */
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: readEnv().DATABASE_URL ?? '' },
});
