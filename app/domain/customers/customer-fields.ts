import { emailAddress } from '~/lib/email-address';
import { LANGUAGES, languageName, readLanguage, type Language } from '~/lib/languages/language';
import { CONTACT_ROLES, type ContactRole } from './contact-role';

/** What staff type about a customer, as its form names it. An address has one line per line; no language is the vendor's. */
export type TypedCustomer = { number: string; name: string; address: string; taxId: string; language: string };
export type TypedContact = { contactName: string; email: string; role: string };

export type CustomerDetails = {
  number: string;
  name: string;
  addressLines: string[];
  taxId: string | null;
  /** Null: the vendor's. */
  language: Language | null;
};
export type ContactDetails = { name: string; email: string; role: ContactRole };

/** Field → what is wrong with it and how to mend it. */
export type CustomerProblems = Partial<Record<keyof TypedCustomer | keyof TypedContact, string>>;

export const MOST = { number: 64, name: 120, addressLines: 6, addressLine: 100, taxId: 40, contactName: 100 } as const;

/** What stands in the first column a spreadsheet would rather run; as text it is harmless, and it stays text here. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const UNPRINTABLE = /[\u0000-\u001f\u007f\u2028-\u202e\u2066-\u2069\ufffd]/;

/** Why a text of one line cannot be kept; null when it can. */
function problemOf(text: string, most: number): string | null {
  if (UNPRINTABLE.test(text)) return 'Keep it to one line of plain text.';
  return text.length > most ? `Shorten it to ${most} characters.` : null;
}

export function checkCustomer(
  typed: TypedCustomer,
): { ok: true; details: CustomerDetails } | { ok: false; problems: CustomerProblems } {
  const problems: CustomerProblems = {};
  const line = (field: 'number' | 'name' | 'taxId', missing: string | null) => {
    const text = typed[field].trim();
    const problem = text === '' ? missing : problemOf(text, MOST[field]);
    if (problem) problems[field] = problem;
    return text;
  };
  const number = line('number', 'Give it a number.');
  const name = line('name', 'Give it a name.');
  const taxId = line('taxId', null);
  const language = readLanguage(typed.language);
  if (language === null && typed.language.trim() !== '')
    problems.language = `Choose ${LANGUAGES.map(languageName).join(', ')}, or leave it empty.`;
  const addressLines = typed.address
    .split(/\r\n|\r|\n/)
    .map((each) => each.trim())
    .filter((each) => each !== '');
  const long = addressLines.find((each) => problemOf(each, MOST.addressLine));
  if (addressLines.length > MOST.addressLines) problems.address = `Write it in ${MOST.addressLines} lines or fewer.`;
  else if (long !== undefined)
    problems.address = `“${long.slice(0, 30)}…”: ${problemOf(long, MOST.addressLine)?.toLowerCase()}`;
  if (Object.keys(problems).length > 0) return { ok: false, problems };
  return { ok: true, details: { number, name, addressLines, taxId: taxId || null, language } };
}

/** An address alone is enough: they are then called by it. */
export function checkContact(
  typed: TypedContact,
): { ok: true; contact: ContactDetails } | { ok: false; problems: CustomerProblems } {
  const problems: CustomerProblems = {};
  const email = emailAddress(typed.email);
  if (email === null) problems.email = 'Type a whole e-mail address, like name@company.com.';
  const name = typed.contactName.trim();
  const problem = problemOf(name, MOST.contactName);
  if (problem) problems.contactName = problem;
  const role = CONTACT_ROLES.find((each) => each === typed.role);
  if (!role) problems.role = 'Choose what they may do.';
  if (email === null || !role || problem) return { ok: false, problems };
  return { ok: true, contact: { name: name || email.slice(0, MOST.contactName), email, role } };
}
