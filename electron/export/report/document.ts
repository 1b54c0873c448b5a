// The page around what a report says: it may fetch and run nothing, and names what made it.
import { html, type Markup } from './markup.ts';
import { REPORT_STYLE } from './report-style.ts';

/** Nothing may be fetched or run, whatever is in the page. */
const REPORT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

export interface DocumentContent {
  /** As the tab of a browser shows it. */
  readonly title: string;
  readonly version: string;
  readonly body: Markup;
}

export function documentHtml({ title, version, body }: DocumentContent): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${REPORT_POLICY}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="generator" content="${`Onrush ${version}`}" />
        <title>${`${title} · Onrush`}</title>
        ${REPORT_STYLE}
      </head>
      <body>
        ${body}
      </body>
    </html> `.markup;
}
