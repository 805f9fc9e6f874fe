import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import * as engine from '@prisma/schema-engine-wasm/schema_engine_bg';

/**
 * Prisma's own schema engine as WebAssembly, in this process. The CLI would download a native binary,
 * which a fresh machine without other downloads cannot have. The package must be of exactly the engine
 * version that `@prisma/engines` of the pinned Prisma names.
 */
let loaded: Promise<void> | undefined;

function load(): Promise<void> {
  loaded ??= (async () => {
    const wasm = createRequire(import.meta.url)
      .resolve('@prisma/schema-engine-wasm/schema_engine_bg')
      .replace(/\.js$/, '.wasm');
    const { instance } = await WebAssembly.instantiate(await readFile(wasm), {
      './schema_engine_bg.js': engine as unknown as WebAssembly.ModuleImports,
    });
    engine.__wbg_set_wasm(instance.exports);
    (instance.exports['__wbindgen_start'] as () => void)();
  })();
  return loaded;
}

export async function openSchemaEngine(databaseUrl: string) {
  await load();
  const schema = await readFile(new URL('../prisma/schema.prisma', import.meta.url), 'utf8');
  return engine.SchemaEngine.new(
    { datamodels: [['schema.prisma', schema]] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(new WholeScripts(databaseUrl)),
  );
}

/**
 * The adapter takes a script apart at every semicolon, also those inside functions and comments, and runs the
 * pieces one by one. Sent whole, PostgreSQL reads it itself, in one transaction: a migration happens or does not.
 */
class WholeScripts extends PrismaPg {
  private readonly pool: pg.Pool;

  constructor(databaseUrl: string) {
    const pool = new pg.Pool({ connectionString: databaseUrl, max: 2, idleTimeoutMillis: 500, allowExitOnIdle: true });
    super(pool, { disposeExternalPool: true });
    this.pool = pool;
  }

  override async connect() {
    const adapter = await super.connect();
    adapter.executeScript = async (script) => void (await this.pool.query(script));
    return adapter;
  }
}
