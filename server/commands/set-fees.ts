import type { FeeRule } from '../../app/domain/fees/fee';
import { feeRuleWords } from '../../app/domain/fees/fee-words';
import type { SetFeesRefusal } from '../../app/domain/fees/set-fees.server';
import { fromDecimal, isCurrency, type Currency } from '../../app/lib/money';
import { readPercent } from '../../app/domain/fees/typed-fee';
import { defineCommand } from './command';
import { complain, isProblem, ofVendor } from './of-vendor';

/** What is typed before the equals sign. */
const METHODS = {
  'credit-card': { method: 'card', creditOnly: true },
  card: { method: 'card', creditOnly: false },
  'us-bank-account': { method: 'us_bank_account', creditOnly: false },
  'sepa-debit': { method: 'sepa_debit', creditOnly: false },
} as const satisfies Record<string, Pick<FeeRule, 'method' | 'creditOnly'>>;

export const setFeesCommand = defineCommand({
  name: 'set-fees',
  summary: 'Say which fee is passed on to whoever pays, by kind of method',
  usage: [
    '--currency USD (--fee KIND=FEE … | --none) [--beyond-card-rules] [--vendor SLUG] [--json]',
    '',
    `  --fee                KIND is ${Object.keys(METHODS).join(', ')}. FEE is a per cent, an amount or both, and the`,
    '                       most it comes to: credit-card=2.5%, us-bank-account=1.00, card=1.5%+0.25,max=20.00',
    '                       credit-card never falls on debit or prepaid cards, nor on cards of which nobody knows.',
    '  --none               no fees in this currency',
    '  --beyond-card-rules  set it although card networks or the law may refuse it: more than 3% of a card payment, an',
    '                       amount on top of it, or a fee on debit cards in US dollars',
    '',
    '  What was set for the currency before is replaced.',
  ].join('\n'),
  options: {
    currency: { type: 'string' },
    fee: { type: 'string', multiple: true },
    none: { type: 'boolean' },
    'beyond-card-rules': { type: 'boolean' },
    vendor: { type: 'string' },
  },
  async run({ values }, { json, out }) {
    const refused = (problem: string) => complain({ json, out }, { problem, code: 2 });
    const { currency, fee, none, vendor: slug } = values as Partial<Values>;
    if (currency === undefined || !isCurrency(currency)) return refused('--currency must be one, as in USD.');
    if ((fee === undefined) === !none) return refused('Say --fee or --none.');
    const rules = (fee ?? []).map((text) => ({ text, rule: readFee(text, currency) }));
    const unread = rules.find(({ rule }) => rule === null);
    if (unread) return refused(`--fee ${unread.text}: write it as in credit-card=2.5%,max=20.00.`);
    const { setFees } = await import('../../app/domain/fees/set-fees.server');
    const asked = await ofVendor(slug === undefined ? {} : { vendor: slug });
    if (isProblem(asked)) return complain({ json, out }, asked);
    const { vendorId, vendor } = asked;
    const set = rules.map(({ rule }) => rule).filter((rule) => rule !== null);
    const beyondCardRules = values['beyond-card-rules'] === true;
    const done = await setFees({ vendorId, currency, rules: set, beyondCardRules }, { cause: 'command set-fees' });
    if (!done.ok) return refused(refusalWords(done.refusal, currency));
    if (json) out(JSON.stringify({ vendor, currency, fees: set.map(inText) }));
    else out(told(vendor, currency, set));
    return 0;
  },
});

type Values = { currency: string; fee: string[]; none: boolean; vendor: string };

/** "credit-card=2.5%+0.30,max=20.00"; null when some of it is not understood. */
function readFee(text: string, currency: Currency): FeeRule | null {
  const [, kind = '', parts = '', most] = /^([a-z-]+)=([\d.%+]+)(?:,max=([\d.]+))?$/.exec(text) ?? [];
  const of = Object.hasOwn(METHODS, kind) ? METHODS[kind as keyof typeof METHODS] : null;
  const [percents, amounts] = [true, false].map((is) => parts.split('+').filter((part) => part.endsWith('%') === is));
  if (!of || !percents || !amounts || percents.length > 1 || amounts.length > 1) return null;
  const basisPoints = percents[0] === undefined ? 0 : readPercent(percents[0]);
  const flatMinor = amounts[0] === undefined ? 0n : fromDecimal(amounts[0], currency);
  const capMinor = most === undefined ? null : fromDecimal(most, currency);
  if (basisPoints === null || flatMinor === null || (most !== undefined && capMinor === null)) return null;
  return { ...of, basisPoints, flatMinor, capMinor };
}

const kindOf = ({ method, creditOnly }: FeeRule) =>
  Object.entries(METHODS).find(([, of]) => of.method === method && of.creditOnly === creditOnly)?.[0] ?? method;

const inText = ({ flatMinor, capMinor, basisPoints, ...rule }: FeeRule) => ({
  kind: kindOf({ flatMinor, capMinor, basisPoints, ...rule }),
  flatMinor: flatMinor.toString(),
  basisPoints,
  capMinor: capMinor?.toString() ?? null,
});

function told(vendor: string, currency: Currency, rules: readonly FeeRule[]): string {
  if (rules.length === 0) return `Customers of ${vendor} pay no fees in ${currency}.`;
  const lines = rules.map((rule) => `  ${kindOf(rule)}: ${feeRuleWords(rule, currency)}`);
  return [`Customers of ${vendor} pay on top in ${currency}:`, ...lines].join('\n');
}

function refusalWords(refusal: SetFeesRefusal, currency: Currency): string {
  switch (refusal.kind) {
    case 'unknown-vendor':
      return 'There is no such vendor.';
    case 'named-twice':
      return `--fee names the kind ${refusal.rule.method} twice.`;
    case 'not-for-currency':
      return `${kindOf(refusal.rule)} does not pay in ${currency}.`;
    case 'not-a-fee':
      return `${kindOf(refusal.rule)}: a fee is 0.01% to 100%, or an amount above zero.`;
    case 'beyond-card-rules':
      return `${kindOf(refusal.rule)}=${feeRuleWords(refusal.rule, currency)}: card networks allow up to 3% of a credit card payment, no amount on top of it, and in US dollars nothing on debit cards. If you may ask for it all the same, say --beyond-card-rules.`;
  }
}
