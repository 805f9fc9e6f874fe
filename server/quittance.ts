import { parseArgs, type ParseArgsConfig } from 'node:util';
import { provideEnv } from '../app/lib/env.server';
import type { Command } from './commands/command';
import { createStaffCommand } from './commands/create-staff';
import { creditNoteCommand } from './commands/credit-note';
import { importInvoicesCommand } from './commands/import-invoices';
import { migrateCommand } from './commands/migrate';
import { recordPaymentCommand } from './commands/record-payment';
import { reconcileCommand } from './commands/reconcile';
import { resolveDisputeCommand } from './commands/resolve-dispute';
import { refundCommand } from './commands/refund';
import { refundCreditCommand } from './commands/refund-credit';
import { seedCommand } from './commands/seed';
import { setCreditUseCommand } from './commands/set-credit-use';
import { setFeesCommand } from './commands/set-fees';
import { setPartPaymentsCommand } from './commands/set-part-payments';
import { verifyBooksCommand } from './commands/verify-books';
import { voidInvoiceCommand } from './commands/void-invoice';
import { ensureClient } from './ensure-client';
import { migrate } from './migrate';
import { openDatabase } from './open-database';
import { openSandbox } from './sandbox';
import { provideSettings, readSettings } from './settings';
import { StartError } from './start-error';

const commands: Command[] = [
  importInvoicesCommand,
  verifyBooksCommand,
  reconcileCommand,
  resolveDisputeCommand,
  refundCommand,
  creditNoteCommand,
  voidInvoiceCommand,
  recordPaymentCommand,
  refundCreditCommand,
  createStaffCommand,
  setFeesCommand,
  setPartPaymentsCommand,
  setCreditUseCommand,
  migrateCommand,
  seedCommand,
];

const everywhere = { help: { type: 'boolean' }, json: { type: 'boolean' } } satisfies NonNullable<
  ParseArgsConfig['options']
>;

const say = (line: string) => process.stdout.write(`${line}\n`);
const complain = (line: string) => process.stderr.write(`${line}\n`);

/** Exit codes: 0 fine, 1 failed or found something, 2 asked for in a wrong way. */
async function main([name, ...args]: string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === 'help') {
    say(overview());
    return name === undefined ? 2 : 0;
  }
  const command = commands.find((known) => known.name === name);
  if (!command) {
    complain(`There is no command "${name}".\n\n${overview()}`);
    return 2;
  }
  const parsed = parse(command, args);
  if (typeof parsed === 'string') {
    complain(`${parsed}\n\n${usage(command)}`);
    return 2;
  }
  if (parsed.positionals.length > 0 && !/^\[?[A-Z]/.test(command.usage)) {
    complain(`"${parsed.positionals[0]}" says nothing to ${command.name}.\n\n${usage(command)}`);
    return 2;
  }
  if (parsed.values['help'] === true) {
    say(usage(command));
    return 0;
  }
  return run(command, parsed);
}

type Parsed = Parameters<Command['run']>[0];

function parse(command: Command, args: string[]): Parsed | string {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { ...command.options, ...everywhere },
      allowPositionals: true,
    });
    return { values, positionals };
  } catch (error) {
    return (error as Error).message;
  }
}

/** Whether or not the product runs on the same data: what it already runs is shared, what is missing is started and stopped again. */
async function run(command: Command, parsed: Parsed): Promise<number> {
  const json = parsed.values['json'] === true;
  const stops: (() => Promise<void>)[] = [];
  try {
    const settings = readSettings();
    // Log lines go to standard output, where --json promises one document.
    provideEnv({ LOG_LEVEL: json ? 'silent' : settings.env.LOG_LEVEL === 'info' ? 'warn' : settings.env.LOG_LEVEL });
    provideSettings(settings);
    await ensureClient();
    const database = await openDatabase(settings);
    stops.push(database.close);
    if (!command.migrates) await migrate(database.url);
    if (settings.sandbox && command.needsGateway) stops.push((await openSandbox(settings, { temporary: true })).stop);
    if (!command.migrates) stops.push(closePool);
    return await command.run(parsed, { now: new Date(), json, out: say });
  } catch (error) {
    complain(`quittance: ${error instanceof StartError ? error.message : ((error as Error).stack ?? String(error))}`);
    return 1;
  } finally {
    for (const stop of stops.reverse()) await stop().catch((error: unknown) => complain(`quittance: ${String(error)}`));
  }
}

async function closePool(): Promise<void> {
  const { db, pool } = await import('../app/lib/db.server');
  await db.$disconnect();
  await pool.end();
}

function overview(): string {
  const width = Math.max(...commands.map((command) => command.name.length));
  return [
    'npm run quittance -- <command> [options]',
    '',
    ...commands.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`),
    '',
    'Every command takes --help and --json. Exit code 0: fine, 1: failed or found something, 2: asked for in a wrong way.',
  ].join('\n');
}

function usage(command: Command): string {
  return `npm run quittance -- ${command.name} ${command.usage}\n\n${command.summary}`;
}

void main(process.argv.slice(2)).then((code) => {
  // Sockets that somebody forgot must not keep a finished command from ending; what was printed must arrive first.
  process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));
});
