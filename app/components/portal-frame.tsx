import { useContext, type ReactNode } from 'react';
import type { Language } from '~/lib/languages/language';
import { brandCss } from './brand';
import { frameWords } from './frame.words';
import { LanguageContext } from './language';
import type { Who } from './navigation';
import { NonceContext } from './nonce';
import { PortalHeader } from './portal-header';
import { ViewingBar } from './vendor/viewing-bar';

export type Frame = Who & { language: Language; brandCss: string | null; sandbox: boolean };

type SignedIn = {
  person: { name: string; email: string };
  customer: { name: string };
  vendor: { name: string; brandColor: string | null; logoHash: string | null };
  otherCustomers: number;
  language: Language;
  viewedByStaff: boolean;
};

/** What the frame shows of who is signed in. */
export function describeFrame(
  { person, customer, vendor, otherCustomers, language, viewedByStaff }: SignedIn,
  sandbox: boolean,
): Frame {
  return {
    person: { name: person.name, email: person.email },
    customer: customer.name,
    vendor: vendor.name,
    logoHash: vendor.logoHash,
    brandCss: brandCss(vendor.brandColor),
    otherCustomers,
    language,
    viewedByStaff,
    sandbox,
  };
}

/** What stands around every page of the portal, its errors included: those also speak its language of which no route tells. */
export function PortalFrame({ frame, children }: { frame: Frame; children: ReactNode }) {
  const { brandCss, sandbox, language, ...who } = frame;
  const say = frameWords(language);
  const nonce = useContext(NonceContext);
  return (
    <LanguageContext.Provider value={language}>
      {brandCss && <style nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: brandCss }} />}
      <a href="#main" className="skip-link">
        {say('skip')}
      </a>
      {who.viewedByStaff && <ViewingBar customer={who.customer} />}
      <PortalHeader {...who} notice={sandbox ? say('testGateway') : null} />
      <main
        id="main"
        tabIndex={-1}
        className="max-w-page mx-auto px-4 pt-6 pb-16 outline-none sm:px-7 sm:pt-9 print:max-w-none print:p-0"
      >
        {children}
      </main>
    </LanguageContext.Provider>
  );
}
