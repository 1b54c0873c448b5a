// The slowest requests as a table of the report, each with its Server-Timing and a link to its trace.
import { formatCount, formatInstant, formatTime, NO_VALUE } from '../../../shared/format.ts';
import { OUTCOME_LABEL } from '../../../shared/outcome.ts';
import { sentStepNames } from '../../../shared/plan/sent-steps.ts';
import type { RunRow } from '../../../shared/run.ts';
import { serverTimingWords } from '../../../shared/server-timing.ts';
import { traceLink } from '../../../shared/trace-url.ts';
import { tracesOf } from '../../../shared/traced-run.ts';
import { html, type Markup } from './markup.ts';
import type { SlowRequest } from './slow-requests.ts';

/** The last digits identify a trace well enough: its link contains the whole id, and the first digits are those of the run. */
const SHORT_ID = 8;
const WORDS: ReadonlySet<string> = new Set(['Step', 'The server says']);

/** `traceUrl` is where traces can be viewed. Returns null if there are no requests. */
export function slowTable(row: RunRow, slow: readonly SlowRequest[], traceUrl: string | undefined): Markup | null {
  if (slow.length === 0) return null;
  const names = sentStepNames(row.plan);
  const traceOf = tracesOf(row);
  const trace = ({ iteration, step, sender, wasSent }: SlowRequest): Markup | string => {
    const id = wasSent ? (traceOf?.(iteration, step, sender) ?? null) : null;
    if (id === null) return NO_VALUE;
    const link = traceLink(traceUrl, id);
    if (link === null) return html`<code>${id}</code>`;
    return html`<a href="${link}" title="${id}" rel="noopener noreferrer"><code>…${id.slice(-SHORT_ID)}</code></a>`;
  };
  const heads = [
    'Request',
    'Due',
    'Step',
    'Outcome',
    'Service',
    'Response',
    'The server says',
    ...(traceOf === null ? [] : ['Trace']),
  ];
  return html`<table class="slow">
    <thead>
      <tr>
        ${heads.map((head) => html`<th scope="col" class="${WORDS.has(head) ? 'text' : ''}">${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${slow.map(
        (request) =>
          html`<tr>
            <th scope="row">${formatCount(request.seq)}</th>
            <td>${formatInstant(request.dueAt)}</td>
            <td class="text">${names[request.step] ?? ''}</td>
            <td>${request.status > 0 ? String(request.status) : OUTCOME_LABEL[request.outcome]}</td>
            <td>${formatTime(request.service)}</td>
            <td>${formatTime(request.response)}</td>
            <td class="text">
              ${request.serverTiming === null ? NO_VALUE : (serverTimingWords(request.serverTiming) ?? NO_VALUE)}
            </td>
            ${traceOf === null ? null : html`<td>${trace(request)}</td>`}
          </tr>`,
      )}
    </tbody>
  </table>`;
}
