import type { ReactElement } from 'react';
import { render, toPlainText } from '@react-email/render';

export type RenderedEmail = { subject: string; html: string; text: string };

/** One mail as HTML and as the plain text that says the same, made from the same element so that they cannot differ. */
export async function renderEmail(element: ReactElement): Promise<{ html: string; text: string }> {
  const html = await render(element);
  // Capitals shout, and change names ("FABRIKAM INC.").
  const text = toPlainText(html, {
    selectors: [
      { selector: 'h1', options: { uppercase: false } },
      { selector: '[data-text-format="dataTable"]', format: 'dataTable', options: { uppercaseHeaderCells: false } },
    ],
  });
  return { html, text: `${html.includes(' dir="rtl"') ? fromTheRight(text.trim()) : text.trim()}\n` };
}

/**
 * A program that shows plain text takes the direction of each line from its first letter: a mark says it where that is a
 * name or a number.
 */
function fromTheRight(text: string): string {
  return text.replaceAll(/^(?=.*\p{L})/gmu, '\u200f');
}
