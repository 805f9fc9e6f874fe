import type { CheckedRule } from '../../app/domain/books/verify-books.server';
import { defineCommand } from './command';

const ROWS_SHOWN = 20;

export const verifyBooksCommand = defineCommand({
  name: 'verify-books',
  summary: 'Check every rule of the books on the live database',
  usage: '[--json]\n\nChanges nothing. Exit code 1, with the rows named, if a rule is broken.',
  options: {},
  async run(_args, { now, json, out }) {
    const { examineBooks } = await import('../../app/domain/books/verify-books.server');
    const rules = await examineBooks({ now });
    const wrong = rules.flatMap((rule) => rule.findings).filter((finding) => finding.severity === 'wrong');
    const ok = wrong.length === 0;
    if (json) out(JSON.stringify({ ok, checkedAt: now.toISOString(), rules }, null, 2));
    else for (const line of [...table(rules), '', ...rules.flatMap(rowsOf), verdict(rules)]) out(line);
    return ok ? 0 : 1;
  },
});

function table(rules: readonly CheckedRule[]): string[] {
  const width = Math.max(...rules.map((rule) => rule.name.length));
  return rules.map((rule) => `${rule.invariant.padEnd(4)} ${rule.name.padEnd(width)}  ${state(rule)}`);
}

function state(rule: CheckedRule): string {
  if (rule.findings.length === 0) return 'holds';
  const rows = `${rule.findings.length}${rule.more ? ' and more' : ''} ${rule.findings.length === 1 ? 'row' : 'rows'}`;
  return rule.severity === 'warning' ? `look: ${rows}` : `BROKEN: ${rows}`;
}

function rowsOf(rule: CheckedRule): string[] {
  if (rule.findings.length === 0) return [];
  const shown = rule.findings
    .slice(0, ROWS_SHOWN)
    .map(({ subject, name, id, what }) => `  ${subject} ${name === id ? id : `${name} (${id})`}: ${what}`);
  const hidden = rule.findings.length - shown.length;
  return [
    `${rule.invariant} ${rule.promise}:`,
    ...shown,
    ...(hidden > 0 ? [`  … and ${hidden}${rule.more ? '+' : ''} more (--json lists them)`] : []),
    '',
  ];
}

function verdict(rules: readonly CheckedRule[]): string {
  const broken = rules.filter((rule) => rule.findings.some((finding) => finding.severity === 'wrong'));
  if (broken.length > 0) return `${broken.length} of ${rules.length} rules are broken.`;
  const warnings = rules.filter((rule) => rule.findings.length > 0).length;
  return `${rules.length - warnings} rules hold${warnings > 0 ? `, ${warnings} ${warnings === 1 ? 'is' : 'are'} worth a look` : ''}.`;
}
