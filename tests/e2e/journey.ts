import AxeBuilder from '@axe-core/playwright';
import { expect, test as base, type BrowserContext, type ConsoleMessage, type Page } from '@playwright/test';
import { randomUUID } from 'node:crypto';
import type { StaffActor } from '~/auth/actor';
import { makeVendor } from '~tests/factories/make-vendor';
import { makePayer, openSession, type Payer } from '../support/product-data';
import { staffOf, type Staff } from '../support/staff';

type Journey = {
  /** Makes a customer with somebody who may pay, and signs this browser in as them. */
  arrive: (asked?: Parameters<typeof makePayer>[0]) => Promise<Payer>;
  /** What pages threw or logged so far. A test that provokes some takes them out; what is left fails it. */
  complaints: string[];
};

/** Every test fails when a page of it throws, logs an error or breaks the content security policy. */
export const test = base.extend<Journey>({
  // Playwright wants the fixture's own parameters to be destructured, also where there are none.
  // eslint-disable-next-line no-empty-pattern
  baseURL: async ({}, use) => use(process.env['APP_URL']),
  complaints: [
    async ({ context }, use) => {
      const complaints = watch(context);
      await use(complaints);
      expect(complaints, 'what pages threw or logged').toEqual([]);
    },
    { auto: true },
  ],
  arrive: async ({ context }, use) => {
    await use(async (asked) => {
      const payer = await makePayer(asked);
      await enter(context, payer);
      return payer;
    });
  },
});

export { expect };

const EXPECTED = [
  // That an answer said 4xx is the business of the test itself.
  /^Failed to load resource: the server responded with a status of 4\d\d/,
  // Remix says so when it lets go of an answer that a newer request made useless: before its body began, or within it.
  /^(AbortError: )?(signal is aborted without reason|BodyStreamBuffer was aborted)/,
  // Playwright and axe look into the outbox's frames, which let nobody's scripts run.
  /^Blocked script execution in 'about:srcdoc'/,
];

/** Collects what pages of a context complain of. */
export function watch(context: BrowserContext): string[] {
  const complaints: string[] = [];
  const note = (text: string) => {
    if (!EXPECTED.some((words) => words.test(text))) complaints.push(text);
  };
  const onConsole = (message: ConsoleMessage) => {
    if (message.type() === 'error') note(message.text());
  };
  context.on('console', onConsole);
  context.on('weberror', (error) => note(error.error().message));
  return complaints;
}

/** Signs a browser in without the mail, which has journeys of its own. */
export async function enter(context: BrowserContext, payer: Payer, options?: { chosen: boolean }): Promise<void> {
  const { name, value } = await openSession(payer, options);
  await context.addCookies([
    { name, value, domain: 'localhost', path: '/', secure: true, httpOnly: true, sameSite: 'Lax' },
  ]);
}

/** Signs a browser in as staff, without the sign-in page, which has journeys of its own. Of a vendor of their own, unless said. */
export async function enterAsStaff(
  context: BrowserContext,
  {
    vendorId,
    role = 'owner',
    at = new Date(),
  }: { vendorId?: string; role?: StaffActor['role']; /** When they signed in. */ at?: Date } = {},
): Promise<Staff> {
  const vendor = vendorId ? { id: vendorId } : await makeVendor({ slug: `vendor-${randomUUID()}` });
  const staff = await staffOf(vendor, role);
  const [name = '', value = ''] = (await staff.cookie(at)).split('=');
  await context.addCookies([
    { name, value, domain: 'localhost', path: '/', secure: true, httpOnly: true, sameSite: 'Lax' },
  ]);
  return staff;
}

const WCAG_22_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** No violation of WCAG 2.2 AA on the page as it stands, the gateway's frames included. */
export async function expectAccessible(page: Page): Promise<void> {
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
  // Mails in the outbox let no scripts run, so axe would wait in vain in each of them.
  const { violations } = await new AxeBuilder({ page })
    .exclude('iframe[title^="Mail:"]')
    .withTags(WCAG_22_AA)
    .analyze();
  const told = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${JSON.stringify(target)}: ${failureSummary}`),
  );
  expect(told, `axe on ${page.url()}`).toEqual([]);
}
