const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

class Markup {
  constructor(readonly text: string) {}
}
type Part = string | number | Markup | Markup[] | false | null;

/** HTML with every value escaped, unless it is HTML made by this very function. */
export function html(strings: TemplateStringsArray, ...values: Part[]): Markup {
  return new Markup(strings.reduce((all, text, at) => all + render(values[at - 1] ?? null) + text));
}

function render(value: Part): string {
  if (value === null || value === false) return '';
  if (value instanceof Markup) return value.text;
  if (Array.isArray(value)) return value.map((each) => each.text).join('');
  return String(value).replace(/[&<>"']/g, (character) => ESCAPES[character]!);
}

export function document(head: { title: string; css: string; script?: string }, body: Markup): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${head.title}</title>
        <link rel="stylesheet" href="${head.css}" />
        ${head.script ? html`<script src="${head.script}" defer></script>` : null}</head
      >${body}
    </html>`.text;
}
