import { Conduct } from './control/profile';
import { Faults } from './control/faults';
import { Stats } from './control/stats';
import { runDueTasks, untilNextTask } from './gateway/tasks';
import { Work, type RequestMark } from './gateway/work';
import { State, type Books } from './state/state';
import { Dispatcher, type WebhookConduct } from './webhooks/dispatcher';
import { Idempotency } from './wire/idempotency';

const BY_ITSELF: RequestMark = { id: null, idempotency_key: null };
const LONGEST_SLEEP_MS = 60_000;

/** Everything one running sandbox holds. */
export class World {
  readonly state: State;
  readonly idempotency: Idempotency;
  readonly dispatcher: Dispatcher;
  readonly faults = new Faults();
  readonly conduct = new Conduct();
  readonly stats = new Stats();
  /** Known once the port is. */
  url = '';
  private timer: NodeJS.Timeout | null = null;

  constructor(
    dataDir: string | null,
    webhooks: WebhookConduct,
    readonly log: (line: string) => void,
  ) {
    this.state = new State(dataDir);
    this.idempotency = new Idempotency(this.state);
    this.dispatcher = new Dispatcher(this.state, webhooks, log);
  }

  workOn(books: Books, request: RequestMark = BY_ITSELF): Work {
    return new Work(this.state, books, this.dispatcher, request, this.url);
  }

  /** After every change: write it down, do what is due, send what is owed. The answer has priority, so this comes next turn. */
  settle(): void {
    this.state.commit();
    const next = untilNextTask(this.state);
    if (next !== null) this.sleep(next);
    this.dispatcher.run();
  }

  /** Runs due tasks now. */
  wake(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    runDueTasks(this.state, (books) => this.workOn(books), this.log);
    const next = untilNextTask(this.state);
    if (next !== null) this.sleep(next);
    this.dispatcher.run();
  }

  reset(): void {
    this.faults.clear();
    this.conduct.reset();
    this.stats.reset();
    this.dispatcher.reset();
    this.state.reset();
  }

  async stop(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.faults.clear();
    await this.dispatcher.stop();
    this.state.close();
  }

  private sleep(ms: number): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(() => this.wake(), Math.min(ms, LONGEST_SLEEP_MS));
    this.timer.unref();
  }
}
