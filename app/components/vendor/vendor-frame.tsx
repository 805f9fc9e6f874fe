import { Link, useLocation } from '@remix-run/react';
import { useContext, type ReactNode } from 'react';
import { paths } from '~/lib/paths';
import { brandCss } from '../brand';
import { NonceContext } from '../nonce';
import { VendorMark } from '../vendor-mark';
import { StaffMenu } from './staff-menu';
import { isCurrentVendorPage, VENDOR_NAVIGATION } from './vendor-navigation';

export type VendorFrameProps = {
  vendor: string;
  brandColor: string | null;
  logoHash: string | null;
  staff: { name: string; email: string; role: string };
  sandbox: boolean;
  /** How many invoices can be paid now. */
  openInvoices: number;
  openBatches: number;
};

/** What stands around every page of the vendor's staff, its errors included: a side bar, or on a narrow screen a bar with a menu. */
export function VendorFrame({ frame, children }: { frame: VendorFrameProps; children: ReactNode }) {
  const nonce = useContext(NonceContext);
  const brand = brandCss(frame.brandColor);
  return (
    <>
      {brand && <style nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: brand }} />}
      <a href="#main" className="skip-link">
        Skip to the content
      </a>
      <div className="lg:grid lg:min-h-dvh lg:grid-cols-[216px_minmax(0,1fr)]">
        <header className="border-line bg-card flex h-[54px] items-center justify-between gap-4 border-b px-4 sm:px-7 lg:hidden print:hidden">
          <Sign vendor={frame.vendor} logoHash={frame.logoHash} />
          <StaffMenu staff={frame.staff} place="bar" />
        </header>
        <header className="border-line bg-card hidden border-e lg:block print:hidden">
          <div className="sticky top-0 flex h-dvh flex-col gap-5 px-3.5 pt-6 pb-4">
            <div className="px-2.5">
              <Sign vendor={frame.vendor} logoHash={frame.logoHash} />
            </div>
            <Pages frame={frame} />
            <div className="mt-auto">
              <StaffMenu staff={frame.staff} place="side" />
            </div>
          </div>
        </header>
        <div className="min-w-0">
          {frame.sandbox && (
            <aside aria-label="Notice" className="bg-neutral text-label text-second px-4 py-1 text-center print:hidden">
              Test gateway. No real money moves.
            </aside>
          )}
          <main id="main" tabIndex={-1} className="px-4 pt-6 pb-16 outline-none sm:px-7 lg:px-8 print:p-0">
            {children}
          </main>
        </div>
      </div>
    </>
  );
}

/** Whose desk it is. */
function Sign({ vendor, logoHash }: { vendor: string; logoHash: string | null }) {
  return (
    <Link to={paths.vendor.overview} className="rounded-small flex min-w-0 items-center gap-2.5 font-bold">
      <VendorMark name={vendor} logoHash={logoHash} />
      <span className="line-clamp-2 min-w-0 leading-5" title={vendor}>
        {vendor}
      </span>
    </Link>
  );
}

function Pages({ frame }: { frame: VendorFrameProps }) {
  const { pathname } = useLocation();
  return (
    <nav aria-label="Main" className="-mx-1 flex min-h-0 flex-col gap-px overflow-y-auto px-1">
      {VENDOR_NAVIGATION.map(({ to, label, counts }) => (
        <Link
          key={to}
          to={to}
          prefetch="intent"
          aria-current={isCurrentVendorPage(to, pathname) ? 'page' : undefined}
          className="rounded-control text-second hover:bg-paper hover:text-ink aria-[current=page]:bg-green-soft aria-[current=page]:text-green flex min-h-[35px] items-center px-3 py-1 font-medium aria-[current=page]:font-semibold"
        >
          {label}
          {counts && frame[counts] > 0 && (
            <span className="ms-auto ps-3 tabular-nums">
              <span className="sr-only">, </span>
              {frame[counts].toLocaleString('en-US')}
              <span className="sr-only"> open</span>
            </span>
          )}
        </Link>
      ))}
    </nav>
  );
}
