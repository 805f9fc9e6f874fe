import { isCreditUse } from '../../app/domain/credits/credit-use';
import { defineCommand } from './command';
import { complain, isProblem, ofVendor } from './of-vendor';

const WORDS = {
  always: 'use their credit first, always',
  choice: 'choose whether to use their credit',
  never: 'do not use their credit',
};

export const setCreditUseCommand = defineCommand({
  name: 'set-credit-use',
  summary: 'Say whether credit on account is used when customers pay',
  usage: '--use always|choice|never [--vendor SLUG] [--json]',
  options: { use: { type: 'string' }, vendor: { type: 'string' } },
  async run({ values }, { json, out }) {
    const typed = values as Partial<Record<string, string>>;
    const { use } = typed;
    if (!isCreditUse(use))
      return complain({ json, out }, { problem: '--use must be always, choice or never.', code: 2 });
    const asked = await ofVendor(typed);
    if (isProblem(asked)) return complain({ json, out }, asked);
    const { setCreditUse } = await import('../../app/domain/vendors/set-credit-use.server');
    await setCreditUse({ vendorId: asked.vendorId, use }, { cause: 'command set-credit-use' });
    out(json ? JSON.stringify({ vendor: asked.vendor, use }) : `Customers of ${asked.vendor} ${WORDS[use]}.`);
    return 0;
  },
});
