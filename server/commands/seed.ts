import { defineCommand } from './command';

export const seedCommand = defineCommand({
  name: 'seed',
  summary: 'Fill an empty database with the demo',
  usage: '[--json]',
  options: {},
  needsGateway: true,
  async run(_args, { now, json, out }) {
    const { seedDemo } = await import('../../app/domain/demo/seed-demo.server');
    const { seedDemoMethods } = await import('../../app/domain/demo/seed-demo-methods.server');
    const { seeded, signIns } = await seedDemo({ now });
    await seedDemoMethods({ now });
    if (json) out(JSON.stringify({ seeded, signIns }));
    else
      out(
        seeded
          ? `Seeded. Sign in as ${signIns.map(({ email }) => email).join(', ')}.`
          : 'The database already has a vendor; its data was left as it is.',
      );
    return 0;
  },
});
