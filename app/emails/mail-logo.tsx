import { escapeHtml } from '~/lib/escape-html';

/** Where the logo goes; empty until the mail is sent. */
export function LogoPlace() {
  return <div data-logo="true" />;
}

const PLACE = '<div data-logo="true"></div>';

/**
 * The mail with the logo of whoever sends it: as an address, not as an attachment, so that a mail stays small and nothing
 * hangs on it like a document. Programs that show no pictures show the name. A mail without a place for it stays as it is.
 */
export function showLogo(html: string, { src, name }: { src: string; name: string }): string {
  const image = `<img src="${escapeHtml(src)}" alt="${escapeHtml(name)}" height="32" style="display:block;height:auto;max-height:32px;max-width:240px;margin:0 auto 16px"/>`;
  return html.replace(PLACE, () => image);
}
