import { useLocation } from '@remix-run/react';
import { useContext, type ReactNode } from 'react';
import { paths } from '~/lib/paths';
import { brandCss } from '../brand';
import { frameWords } from '../frame.words';
import { useWords } from '../language';
import { LanguageChoice } from '../language-choice';
import { NonceContext } from '../nonce';
import { VendorMark } from '../vendor-mark';
import { linkFrameWords } from './link-frame.words';

export type LinkFrameProps = {
  /** Null: a link that shows nothing any more does not say whose it was either. */
  vendor: { name: string; brandColor: string | null; logoHash: string | null } | null;
  sandbox: boolean;
};

/** Whose link it is, for the frame of its pages. */
export function vendorOf(link: { vendorName: string; brandColor: string | null; logoHash: string | null }) {
  return { name: link.vendorName, brandColor: link.brandColor, logoHash: link.logoHash };
}

/** What stands around the pages of a payment link: whose they are, and no way further in than signing in. */
export function LinkFrame({ frame, children }: { frame: LinkFrameProps; children: ReactNode }) {
  const { pathname, search } = useLocation();
  const nonce = useContext(NonceContext);
  const say = useWords(linkFrameWords);
  const sayAlike = useWords(frameWords);
  const name = frame.vendor?.name ?? 'Quittance';
  const brand = brandCss(frame.vendor?.brandColor ?? null);
  return (
    <>
      {brand && <style nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: brand }} />}
      <a href="#main" className="skip-link">
        {sayAlike('skip')}
      </a>
      <header className="border-line bg-card border-b print:hidden">
        {frame.sandbox && (
          <p className="bg-neutral text-label text-second px-4 py-1 text-center">{sayAlike('testGateway')}</p>
        )}
        <div className="flex h-[54px] items-center justify-between gap-4 px-4 sm:h-[59px] sm:px-8">
          <span className="flex min-w-0 items-center gap-2.5 font-bold">
            <VendorMark name={name} logoHash={frame.vendor?.logoHash ?? null} />
            <bdi className="truncate">{name}</bdi>
          </span>
          <a href={paths.signIn} className="rounded-small text-small text-second hover:text-ink flex-none font-medium">
            {say('signIn')}
          </a>
        </div>
      </header>
      <main
        id="main"
        tabIndex={-1}
        className="max-w-page mx-auto px-4 pt-6 pb-16 outline-none sm:px-7 sm:pt-9 print:max-w-none print:p-0"
      >
        {children}
      </main>
      <footer className="mx-auto mb-8 w-fit px-4 print:hidden">
        <LanguageChoice to={pathname + search} />
      </footer>
    </>
  );
}
