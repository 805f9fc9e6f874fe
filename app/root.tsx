import '@fontsource-variable/inter/index.css';
import './app.css';
import interLatin from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';
import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useMatches, useRouteLoaderData } from '@remix-run/react';
import { useContext, type ReactNode } from 'react';
import { ErrorPage } from './components/error-page';
import { LanguageContext, languageOfMatches } from './components/language';
import { NonceContext } from './components/nonce';
import { ProgressBar } from './components/progress-bar';
import { directionOf } from './lib/languages/language';
import { pageLanguage } from './lib/languages/page-language';
import { themeOf } from './lib/theme';

export const links: LinksFunction = () => [
  { rel: 'preload', href: interLatin, as: 'font', type: 'font/woff2', crossOrigin: 'anonymous' },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
];

export const meta: MetaFunction = () => [{ title: 'Quittance' }];

export function loader({ request, context }: LoaderFunctionArgs) {
  return {
    theme: themeOf(request.headers.get('cookie')),
    language: pageLanguage(request),
    requestId: context.requestId,
  };
}

export function Layout({ children }: { children: ReactNode }) {
  // The browser hides nonces, so what it compares on hydration differs; that is no mistake.
  const script = { nonce: useContext(NonceContext), suppressHydrationWarning: true };
  // Absent when the error is in the root itself; the page then follows the system.
  const theme = useRouteLoaderData<typeof loader>('root')?.theme ?? 'system';
  const language = languageOfMatches(useMatches());
  return (
    <html lang={language} dir={directionOf(language)} data-theme={theme === 'system' ? undefined : theme}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta
          name="theme-color"
          content={theme === 'dark' ? '#0f1215' : '#faf9f6'}
          media={theme === 'system' ? '(prefers-color-scheme: light)' : undefined}
        />
        {theme === 'system' && <meta name="theme-color" content="#0f1215" media="(prefers-color-scheme: dark)" />}
        <meta name="robots" content="noindex" />
        <Meta />
        <Links />
      </head>
      <body>
        <LanguageContext.Provider value={language}>
          <ProgressBar />
          {children}
        </LanguageContext.Provider>
        <ScrollRestoration {...script} />
        <Scripts {...script} />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary() {
  return (
    <main className="mx-auto max-w-[560px] px-4 pt-[12vh]">
      <ErrorPage requestId={useRouteLoaderData<typeof loader>('root')?.requestId} />
    </main>
  );
}
