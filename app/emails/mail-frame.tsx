import { createContext, useContext, type ReactNode } from 'react';
import { withoutMarks } from '~/lib/languages/isolate';
import { directionOf, type Direction, type Language } from '~/lib/languages/language';
import { LogoPlace } from './mail-logo';

/** Mail programs know neither our style sheet nor flex: tables, and styles on each element. Colours are those of tailwind.config.ts. */
const FONT = 'Inter, -apple-system, Segoe UI, Roboto, Helvetica, Arial, sans-serif';
const MONO = 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace';

/** Programs that know dark mode get our dark colours; the others keep the light ones, which are legible either way. */
const DARK = `
  @media (prefers-color-scheme: dark) {
    .paper { background-color: #0f1215 !important; }
    .card { background-color: #171b20 !important; border-color: #2a3037 !important; }
    .ink { color: #eceae5 !important; }
    .second { color: #aeb4bd !important; }
    .line { border-color: #2a3037 !important; }
    .button { background-color: #3fb58a !important; color: #0f1215 !important; }
    .well { background-color: #12302a !important; color: #eceae5 !important; }
  }`;

type FrameProps = { preview: string; heading: string; footer: string; language?: Language; children: ReactNode };

/** Which way the mail's lines run, for what must name left or right: mail programs know neither start nor end. */
const MailDirection = createContext<Direction>('ltr');

export function MailFrame({ preview, heading, footer, language = 'en', children }: FrameProps) {
  const dir = directionOf(language);
  return (
    <html lang={language} dir={dir}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{heading}</title>
        <style>{DARK}</style>
      </head>
      <body className="paper" dir={dir} style={{ margin: 0, padding: 0, backgroundColor: '#faf9f6' }}>
        <div data-skip-in-text="true" style={{ display: 'none', maxHeight: 0, overflow: 'hidden' }}>
          {preview}
        </div>
        {/* Some programs drop what stands on html and body. */}
        <table
          role="presentation"
          dir={dir}
          lang={language}
          className="paper"
          width="100%"
          cellPadding={0}
          cellSpacing={0}
          style={{ backgroundColor: '#faf9f6' }}
        >
          <tbody>
            <tr>
              <td align="center" style={{ padding: '32px 16px' }}>
                <LogoPlace />
                <table role="presentation" width="100%" cellPadding={0} cellSpacing={0} style={{ maxWidth: 520 }}>
                  <tbody>
                    <tr>
                      <td
                        className="card"
                        style={{
                          backgroundColor: '#ffffff',
                          border: '1px solid #e6e3dc',
                          borderRadius: 14,
                          padding: '28px 24px',
                        }}
                      >
                        <h1
                          className="ink"
                          style={{
                            margin: '0 0 16px',
                            fontFamily: FONT,
                            fontSize: 22,
                            lineHeight: '28px',
                            fontWeight: 600,
                            color: '#14181f',
                          }}
                        >
                          {heading}
                        </h1>
                        <MailDirection.Provider value={dir}>{children}</MailDirection.Provider>
                      </td>
                    </tr>
                    <tr>
                      <td
                        className="second"
                        style={{
                          padding: '16px 24px',
                          fontFamily: FONT,
                          fontSize: 13,
                          lineHeight: '19px',
                          color: '#4a5260',
                        }}
                      >
                        {footer}
                      </td>
                    </tr>
                  </tbody>
                </table>
              </td>
            </tr>
          </tbody>
        </table>
      </body>
    </html>
  );
}

export function MailText({ children, quiet = false }: { children: ReactNode; quiet?: boolean }) {
  return (
    <p
      className={quiet ? 'second' : 'ink'}
      style={{
        margin: '0 0 16px',
        fontFamily: FONT,
        fontSize: quiet ? 13 : 15,
        lineHeight: quiet ? '19px' : '22px',
        color: quiet ? '#4a5260' : '#14181f',
      }}
    >
      {children}
    </p>
  );
}

/** A button for those who see one, and its address below for those whose program shows none. */
export function MailButton({ href, children }: { href: string; children: ReactNode }) {
  return (
    <table role="presentation" cellPadding={0} cellSpacing={0} style={{ margin: '0 0 16px' }}>
      <tbody>
        <tr>
          <td className="button" style={{ backgroundColor: '#0d6b4d', borderRadius: 9 }}>
            <a
              className="button"
              href={href}
              style={{
                display: 'inline-block',
                padding: '12px 20px',
                fontFamily: FONT,
                fontSize: 15,
                lineHeight: '20px',
                fontWeight: 600,
                color: '#ffffff',
                borderRadius: 9,
                textDecoration: 'none',
              }}
            >
              {children}
            </a>
          </td>
        </tr>
      </tbody>
    </table>
  );
}

/** Something to be read and typed: large, spaced, easy to select. */
export function MailCode({ children }: { children: string }) {
  return (
    <p
      className="well"
      style={{
        margin: '0 0 16px',
        padding: '14px 20px',
        backgroundColor: '#e7f3ee',
        borderRadius: 9,
        fontFamily: MONO,
        fontSize: 30,
        lineHeight: '36px',
        fontWeight: 600,
        letterSpacing: 6,
        color: '#14181f',
        textAlign: 'center',
      }}
      dir="ltr"
    >
      {children}
    </p>
  );
}

type Row = { label: string; value: string };
/** Amounts and dates stay on their line; a reason, as somebody wrote it, may take several. */
const WRAPS = 40;

/**
 * Names where lines begin, figures where they end, flush right so that their points stand below each other. From right to
 * left that is a column as narrow as they are. The last row may be the total.
 */
export function MailTable({ caption, head, rows, total }: { caption: string; head?: Row; rows: Row[]; total?: Row }) {
  const rightToLeft = useContext(MailDirection) === 'rtl';
  const wraps = ({ value }: Row) => withoutMarks(value).length > WRAPS;
  const names = { align: rightToLeft ? 'right' : 'left' } as const;
  const figures = !rightToLeft
    ? ({ align: 'right' } as const)
    : rows.some(wraps)
      ? ({ align: 'left' } as const)
      : ({ align: 'right', width: 1 } as const);
  const cell = {
    padding: '9px 0',
    fontFamily: FONT,
    fontSize: 14,
    lineHeight: '20px',
    color: '#14181f',
    borderBottom: '1px solid #f0eee8',
  };
  const strong = { ...cell, borderBottom: 'none', fontWeight: 600, fontSize: 15 };
  const line = (row: Row, style: typeof cell, key: string) => (
    <tr key={key}>
      <td className="ink line" {...names} style={style}>
        <bdi>{row.label}</bdi>
      </td>
      <td
        className="ink line"
        {...figures}
        style={{
          ...style,
          whiteSpace: wraps(row) ? 'normal' : 'nowrap',
          fontVariantNumeric: 'tabular-nums',
        }}
      >
        <bdi>{row.value}</bdi>
      </td>
    </tr>
  );
  return (
    <table
      aria-label={caption}
      data-text-format="dataTable"
      width="100%"
      cellPadding={0}
      cellSpacing={0}
      style={{ margin: '0 0 20px' }}
    >
      {head ? (
        <thead>
          <tr>
            {[head.label, head.value].map((text, column) => (
              <th
                key={text}
                scope="col"
                className="second line"
                {...(column === 0 ? names : figures)}
                style={{ ...cell, fontSize: 12, color: '#4a5260', fontWeight: 500, whiteSpace: 'nowrap' }}
              >
                {text}
              </th>
            ))}
          </tr>
        </thead>
      ) : null}
      <tbody>
        {rows.map((row, index) => line(row, cell, `${index} ${row.label}`))}
        {total ? line(total, strong, 'total') : null}
      </tbody>
    </table>
  );
}
