import { readEnv } from '../../app/lib/env.server';
import { migrate } from '../migrate';
import { defineCommand } from './command';

export const migrateCommand = defineCommand({
  name: 'migrate',
  summary: 'Bring the database to this release',
  usage: '[--json]',
  options: {},
  migrates: true,
  async run(_args, { json, out }) {
    const applied = await migrate(readEnv().DATABASE_URL!);
    if (json) out(JSON.stringify({ applied }));
    else out(applied.length === 0 ? 'The database is up to date.' : `Applied ${applied.join(', ')}.`);
    return 0;
  },
});
