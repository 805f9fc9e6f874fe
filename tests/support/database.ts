import type { TestProject } from 'vitest/node';
import { openTestDatabase } from './test-database';

declare module 'vitest' {
  interface ProvidedContext {
    templateUrl: string;
  }
}

/** Vitest starts one database for the run; each test file copies it (world.ts). */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const database = await openTestDatabase();
  project.provide('templateUrl', database.templateUrl);
  return () => database.close();
}
