// The slowest requests as a table of the report, each with what its server said of it and the way to its trace.
import { formatCount, formatInstant, formatTime, NO_VALUE } from '../../../shared/format.ts';
import { OUTCOME_LABEL } from '../../../shared/outcome.ts';
import { sentStepNames } from '../../../shared/plan/sent-steps.ts';
import type { RunRow } from '../../../shared/run.ts';
import { serverTimingWords } from '../../../shared/server-timing.ts';
import { traceLink } from '../../../shared/trace-url.ts';
import { tracesOf } from '../../../shared/traced-run.ts';
import { html, type Markup } from './markup.ts';
import type { SlowRequest } from './slow-requests.ts';

/** The last digits of a trace are enough to know it by: its link holds it whole, and the first ones are of the run. */
const SHORT_ID = 8;
const WORDS: ReadonlySet<string> = new Set(['Step', 'The server says']);

/** `traceUrl`: where traces are looked at. null where there are no requests. */
export function slowTable(row: RunRow, slow: readonly SlowRequest[], traceUrl: string | undefined): Markup | null {
  if (slow.length === 0) return null;
  const names = sentStepNames(row.plan);
  const traceOf = tracesOf(row);
  const trace = ({ iteration, step, wasSent }: SlowRequest): Markup | string => {
    const id = wasSent ? traceOf?.(iteration, step) : undefined;
    if (id === undefined) return NO_VALUE;
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
