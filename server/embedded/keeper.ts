import { randomBytes, randomUUID } from 'node:crypto';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartError } from '../start-error';
import { initCluster, startServer, type RunningServer } from './cluster';
import { releasePidLock, takePidLock } from './pid-lock';
import { findPlace, rememberPort } from './place';
import { connectKeeper, keeperFile, type FromKeeper } from './keeper-line';

/**
 * The process that keeps the embedded database running for as long as anybody on this data folder needs it.
 * Everyone holds a connection to it; the system closes that connection when its owner ends, however it ends.
 * When the last one is gone the database is stopped. So a command may come and go while the product runs,
 * the product may start while a command runs, and nothing outlives a process that was killed.
 */
const NOBODY_CAME_MS = 20_000;
const LOOK_EVERY_MS = 250;
const launchedBy = process.ppid;
const OTHER_KEEPER_MS = 90_000;
const RESTART_PAUSE_MS = 1_000;

class Keeper {
  private readonly token = randomBytes(32).toString('hex');
  private readonly clients = new Set<Socket>();
  private readonly log: string;
  private listener: Server | undefined;
  private server: RunningServer | undefined;
  private stopping = false;
  /** Where the cluster is, which must be known still when whoever made the data folder has deleted it. */
  private base: string | undefined;

  constructor(
    private readonly dataDir: string,
    private readonly kind: { temporary: boolean; durable: boolean },
  ) {
    this.log = join(dataDir, 'postgres.log');
  }

  async start(): Promise<void> {
    const place = findPlace(this.dataDir);
    this.base = place.base;
    await initCluster(place, this.log);
    await this.startDatabase();
    const port = await this.listen();
    const draft = `${keeperFile(this.dataDir)}.${randomUUID()}`;
    writeFileSync(draft, JSON.stringify({ port, token: this.token }), { mode: 0o600 });
    renameSync(draft, keeperFile(this.dataDir));
    this.awaitFirstClient(Date.now() + NOBODY_CAME_MS);
  }

  /** Whoever launched us comes soon, unless they were killed meanwhile. */
  private awaitFirstClient(deadline: number): void {
    const timer = setInterval(() => {
      const launcherIsGone = process.ppid !== launchedBy;
      if (this.clients.size === 0 && !launcherIsGone && Date.now() < deadline) return;
      clearInterval(timer);
      void this.stopIfAlone();
    }, LOOK_EVERY_MS);
  }

  private async startDatabase(): Promise<void> {
    const place = findPlace(this.dataDir);
    const server = await startServer(place, this.log, { durable: this.kind.durable });
    this.server = server;
    rememberPort(this.dataDir, server.port);
    void server.exited.then(async () => {
      if (this.stopping) return;
      // The server was killed or crashed. It recovers by itself when it is started again.
      await sleep(RESTART_PAUSE_MS);
      await this.startDatabase().catch(() => this.stop());
    });
  }

  private listen(): Promise<number> {
    // Half-open, so that a client which has said goodbye can wait for the end of the database.
    const listener = createServer({ allowHalfOpen: true }, (socket) => this.welcome(socket));
    this.listener = listener;
    return new Promise((resolve, reject) => {
      listener.once('error', reject);
      listener.listen(0, '127.0.0.1', () => resolve((listener.address() as { port: number }).port));
    });
  }

  private welcome(socket: Socket): void {
    socket.on('error', () => socket.destroy());
    socket.once('data', (said) => {
      if (said.toString() !== this.token || this.stopping) return void socket.destroy();
      this.clients.add(socket);
      socket.write('ok');
      socket.on('end', () => void this.farewell(socket));
      socket.on('close', () => void this.farewell(socket));
    });
  }

  private async farewell(socket: Socket): Promise<void> {
    if (!this.clients.delete(socket)) return;
    if (this.clients.size > 0) socket.end();
    else await this.stopIfAlone();
  }

  async stopIfAlone(): Promise<void> {
    if (this.clients.size === 0) await this.stop();
  }

  private async stop(): Promise<void> {
    if (this.stopping) return;
    this.stopping = true;
    this.listener?.close();
    rmSync(keeperFile(this.dataDir), { force: true });
    await this.server?.stop();
    if (this.kind.temporary && this.base) rmSync(this.base, { recursive: true, force: true });
    releasePidLock(lockFile(this.dataDir));
    process.exit(0);
  }
}

const lockFile = (dataDir: string) => join(dataDir, 'database.lock');

async function main(dataDir: string, kind: { temporary: boolean; durable: boolean }): Promise<void> {
  const deadline = Date.now() + OTHER_KEEPER_MS;
  for (;;) {
    const lock = takePidLock(lockFile(dataDir));
    if (lock.taken) break;
    // Another keeper is starting, which is as good, or stopping, which must end first.
    const other = await connectKeeper(dataDir);
    if (other) {
      other.destroy();
      return tell({ ready: true });
    }
    if (Date.now() > deadline)
      throw new StartError(`Process ${lock.owner} holds the database of ${dataDir} and does not answer.`);
    await sleep(30);
  }
  const keeper = new Keeper(dataDir, kind);
  // Signals for everybody (Ctrl-C, the end of the machine's day) must not end the database before its users.
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => void keeper.stopIfAlone());
  try {
    await keeper.start();
  } catch (error) {
    releasePidLock(lockFile(dataDir));
    throw error;
  }
  tell({ ready: true });
}

function tell(message: FromKeeper): void {
  if (process.connected) process.send?.(message);
}

const [, , dataDir, ...flags] = process.argv;
main(dataDir!, { temporary: flags.includes('--temporary'), durable: !flags.includes('--hasty') }).catch(
  (error: unknown) => {
    tell({
      ready: false,
      sentence: error instanceof StartError ? error.message : `The embedded database does not start: ${String(error)}`,
    });
    process.exitCode = 1;
    if (process.connected) process.disconnect();
  },
);
