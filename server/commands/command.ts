import type { ParseArgsConfig } from 'node:util';

export type CommandContext = {
  now: Date;
  /** `--json` was given: print one JSON document and nothing else. */
  json: boolean;
  out: (line: string) => void;
};

/**
 * One command of `npm run quittance`. The frame has parsed the flags, found the database and provided the
 * configuration before `run` is called, so `run` may import app code, but only dynamically: modules of the
 * app read the configuration when they load.
 */
export type Command = {
  name: string;
  summary: string;
  /** What follows the name, as in `FILE [--vendor SLUG]`. One that begins with a flag takes no arguments. */
  usage: string;
  options: NonNullable<ParseArgsConfig['options']>;
  /** Talks to the gateway: the frame makes sure that the sandbox runs when it is the gateway. */
  needsGateway?: boolean;
  /** Brings the database to this release itself; before all others the frame does. */
  migrates?: boolean;
  /** Answers the exit code: 0 fine, 1 found something or failed, 2 asked for in a wrong way. */
  run(
    args: { values: Record<string, string | boolean | undefined>; positionals: string[] },
    context: CommandContext,
  ): Promise<number>;
};

/** A command's flag for each of its options, kept as the type of what is written there. */
export function defineCommand(command: Command): Command {
  return command;
}
