import { provideEnv } from '../app/lib/env.server';
import { openDatabase } from './open-database';
import { ensureClient } from './ensure-client';
import { createWeb } from './http';
import { whenLauncherIsGone } from './launcher';
import { migrate, migrationNames } from './migrate';
import { portError, requireFreePort } from './port';
import { tellWhereToGo } from './where-to-go';
import { openSandbox } from './sandbox';
import { provideSettings, readSettings, type Settings } from './settings';
import { errorCode, StartError } from './start-error';
import { listen, loadBuilt, loadSources, warmUp, type App } from './web';

/** What has been started, to be stopped in the opposite order. */
type Started = { name: string; stop: () => Promise<void> };

const say = (line: string) => process.stdout.write(`${line}\n`);

class Product {
  constructor(private readonly onSourcesLoaded: () => void) {}
  private readonly started: Started[] = [];
  private stopping: Promise<void> | undefined;

  /** Each step needs the ones before it. When one fails, those are stopped again. */
  async start(settings: Settings, dev: boolean): Promise<void> {
    const { env } = settings;
    const { web, worker } = { web: env.ROLE !== 'worker', worker: env.ROLE !== 'web' };
    if (web) await requireFreePort('PORT', env.PORT, env.HOST);
    provideSettings(settings);
    if (!dev) warmUp();
    const [databaseFolder] = await Promise.all([this.openDatabase(settings), dev && ensureClient()]);
    const gateway = settings.sandbox ? await this.openGateway(settings) : undefined;
    const app = await this.loadApp(dev);
    const { house } = await app.load();
    const signIns = settings.demo ? await house.seedDemo(new Date()) : [];
    const staff = signIns.length > 0 && settings.sandbox ? await house.seedDemoStaff() : undefined;
    await house.ensureSigningKey();
    if (worker) await this.openWorker(app);
    if (web) await this.openWeb(app, settings);
    if (settings.demo && settings.sandbox) await house.seedDemoMethods(new Date());
    if (this.stopping) return;
    tellWhereToGo({ settings, house, signIns, staff, web, worker, gateway, databaseFolder, say });
  }

  /** From the outside in: no new requests, then no new jobs, and the database last. */
  stop(): Promise<void> {
    this.stopping ??= (async () => {
      for (const { name, stop } of this.started.reverse()) {
        await stop().catch((error: unknown) =>
          process.stderr.write(`quittance: ${name} did not stop cleanly: ${String(error)}\n`),
        );
      }
    })();
    return this.stopping;
  }

  get isStopping(): boolean {
    return this.stopping !== undefined;
  }

  private async openDatabase(settings: Settings): Promise<string | null> {
    const database = await openDatabase(settings);
    this.started.push({ name: 'the database', stop: database.close });
    await migrate(database.url);
    return database.folder;
  }

  private async openGateway(settings: Settings): Promise<string> {
    const gateway = await openSandbox(settings, { temporary: false });
    this.started.push({ name: 'the sandbox gateway', stop: gateway.stop });
    return gateway.url;
  }

  private async loadApp(dev: boolean): Promise<App> {
    const app = await (dev ? loadSources() : loadBuilt());
    const { house } = await app.load();
    if (dev) this.onSourcesLoaded();
    this.started.push({ name: 'the app', stop: () => house.closeDatabase() });
    return app;
  }

  private async openWeb(app: App, settings: Settings): Promise<void> {
    const { env } = settings;
    const config = (await app.load()).house.getConfig();
    const web = createWeb({
      appUrl: env.APP_URL,
      gateway: {
        scriptUrl: settings.sandbox ? config.STRIPE_JS_URL : env.STRIPE_JS_URL,
        apiBase: settings.sandbox ? config.STRIPE_API_BASE : env.STRIPE_API_BASE,
      },
      trustedProxies: env.TRUSTED_PROXIES,
      clientDir: app.clientDir,
      load: app.load,
      migrations: migrationNames(),
      draining: () => this.isStopping,
    });
    const server = await listen(app, (request, bindings) => web.fetch(request, bindings), {
      port: env.PORT,
      host: env.HOST,
    }).catch((error: unknown) => {
      throw portError('PORT', env.PORT, env.HOST, errorCode(error) ?? 'unknown');
    });
    this.started.push({ name: 'the web server', stop: server.stop });
  }

  private async openWorker(app: App): Promise<void> {
    const worker = await (await app.load()).house.startWorker();
    this.started.push({ name: 'the worker', stop: worker.stop });
  }
}

/** Remix's development tools end the process at a signal, before anything has been stopped; theirs are dropped. */
function takeSignals(end: () => void): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.removeAllListeners(signal);
    process.on(signal, end);
  }
}

/**
 * The whole product in this process, until a signal ends it. Exit code 0: stopped as asked; 1: it could not start
 * or broke, and standard error says why.
 */
export async function runProduct({ dev }: { dev: boolean }): Promise<void> {
  let failed = false;
  const product = new Product(() => takeSignals(end));
  const end = () =>
    void product.stop().finally(() => {
      process.exit(failed ? 1 : 0);
    });
  takeSignals(end);
  process.on('uncaughtException', (error) => {
    process.stderr.write(`quittance: ${error.stack ?? String(error)}\n`);
    failed = true;
    end();
  });
  process.on('unhandledRejection', (reason) =>
    process.stderr.write(`quittance: nobody handled ${reason instanceof Error ? reason.stack : String(reason)}\n`),
  );
  whenLauncherIsGone(end);
  try {
    if (dev) provideEnv({ NODE_ENV: 'development' });
    await product.start(readSettings(), dev);
  } catch (error) {
    if (product.isStopping) return;
    process.stderr.write(
      `quittance: ${error instanceof StartError ? error.message : ((error as Error).stack ?? String(error))}\n`,
    );
    failed = true;
    end();
  }
}
