// The page around the content of a report: it can load and run nothing, and names the program that made it.
import { html, type Markup } from './markup.ts';
import { REPORT_STYLE } from './report-style.ts';

/** Nothing may be loaded or run, whatever the page contains. */
const REPORT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

export interface DocumentContent {
  /** The title in the browser's tab. */
  readonly title: string;
  readonly version: string;
  /** A line above everything else, such as the name of a company. */
  readonly heading?: string | undefined;
  readonly body: Markup;
}

export function documentHtml({ title, version, heading = '', body }: DocumentContent): string {
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
        ${heading === '' ? null : html`<p class="heading">${heading}</p>`} ${body}
      </body>
    </html> `.markup;
}
