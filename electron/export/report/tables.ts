// The tables of the report: times, phases, thresholds, failures, events.
import { FUNNEL_HEADS, funnelRows } from '../../../shared/funnel-table.ts';
import { hasEnough, SAMPLES_BEYOND } from '../../../shared/enough-samples.ts';
import { formatClock, formatCount, formatTime, NO_VALUE } from '../../../shared/format.ts';
import { OUTCOME_LABEL } from '../../../shared/outcome.ts';
import { PHASE_MEANING, PHASES } from '../../../shared/phase.ts';
import type { RunRow } from '../../../shared/run.ts';
import { headlineOf, timedRequests, type RunSummary } from '../../../shared/summary.ts';
import { PERCENTILES, type TimeStats } from '../../../shared/time-stats.ts';
import { TIME_MEASURES } from '../../../shared/plan/threshold.ts';
import { formatActual, thresholdText, unmeasuredWords } from '../../../shared/plan/threshold-words.ts';
import { MEASURE_MEANING, measureName } from '../../../shared/words.ts';
import { CHECK_HEADS, checkRows } from '../../../shared/check-table.ts';
import { stepHeads, stepRows } from '../../../shared/step-table.ts';
import { html, type Markup } from './markup.ts';
import { shorten } from '../../../shared/shorten.ts';

const MOST_FAILURES = 40;
const LONGEST_MESSAGE = 400;

export function timesTable({ summary, plan }: RunRow): Markup {
  const total = timedRequests(summary);
  const headline = headlineOf(plan.load.model);
  const rows: readonly { readonly words: string; readonly key: keyof TimeStats; readonly isFew: boolean }[] = [
    { words: 'min', key: 'min', isFew: false },
    { words: 'mean', key: 'mean', isFew: false },
    ...PERCENTILES.map((percent) => ({
      words: `p${percent}`,
      key: `p${percent}` as const,
      isFew: total > 0 && !hasEnough(percent, total),
    })),
    { words: 'max', key: 'max', isFew: false },
  ];
  const cell = (stats: TimeStats, key: keyof TimeStats): Markup =>
    total === 0 ? html`<td>${NO_VALUE}</td>` : html`<td title="${`${stats[key]} ms`}">${formatTime(stats[key])}</td>`;
  return html`<table class="times">
      <thead>
        <tr>
          <th scope="col">Figure</th>
          ${TIME_MEASURES.map(
            (measure) =>
              html`<th scope="col" class="${measure === headline ? 'headline' : ''}">
                ${measureName(measure, plan.load.model)}<small>${MEASURE_MEANING[measure]}</small>
              </th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ words, key, isFew }) =>
            html`<tr class="${isFew ? 'few' : ''}">
              <th scope="row">${words}${isFew ? ' *' : ''}</th>
              ${cell(summary.serviceTime, key)}${cell(summary.responseTime, key)}
            </tr>`,
        )}
      </tbody>
    </table>
    ${rows.some(({ isFew }) => isFew) ? html`<p class="note">* Fewer than ${SAMPLES_BEYOND} requests are slower than this, so it is not reliable.</p>` : null}`;
}

export function phasesTable({ phases }: RunSummary): Markup {
  const rows = PHASES.flatMap((phase) => {
    const stats = phases[phase];
    return stats === undefined ? [] : [{ phase, stats }];
  });
  if (rows.length === 0) return html`<p class="note">No phase was measured.</p>`;
  return html`<table>
    <thead>
      <tr>
        <th scope="col">Phase</th>
        <th scope="col">mean</th>
        <th scope="col">p50</th>
        <th scope="col">p95</th>
        <th scope="col">p99</th>
        <th scope="col">max</th>
        <th scope="col">requests</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ({ phase, stats }) =>
          html`<tr>
            <th scope="row"><code>${phase}</code> <small>${PHASE_MEANING[phase]}</small></th>
            ${[stats.mean, stats.p50, stats.p95, stats.p99, stats.max].map((value) => html`<td>${formatTime(value)}</td>`)}
            <td>${formatCount(stats.count)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

export function thresholdsTable({ verdicts }: RunRow): Markup {
  if (verdicts.length === 0) return html`<p class="note">This plan has no thresholds.</p>`;
  return html`<table>
    <thead>
      <tr>
        <th scope="col">Verdict</th>
        <th scope="col" class="text">Threshold</th>
        <th scope="col">Measured</th>
      </tr>
    </thead>
    <tbody>
      ${verdicts.map(
        (verdict) =>
          html`<tr class="${verdict.passed ? 'passed' : 'broken'}">
            <th scope="row">${verdict.passed ? '✓ passed' : '✕ failed'}</th>
            <td class="text"><code>${thresholdText(verdict)}</code></td>
            <td>${verdict.actual === null ? unmeasuredWords(verdict) : formatActual(verdict)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** Returns null if the run has only one step. */
export function stepsTable(row: RunRow): Markup | null {
  return namedRows(stepHeads(row), stepRows(row));
}

/** Returns null if the plan has no checks. */
export function checksTable(row: RunRow): Markup | null {
  return namedRows(CHECK_HEADS, checkRows(row));
}

export function funnelTable(journey: RunSummary['journey']): Markup | null {
  return namedRows(FUNNEL_HEADS, funnelRows(journey));
}

/** Returns null without rows; the first cell of each row is its name. */
function namedRows(heads: readonly string[], rows: readonly (readonly string[])[]): Markup | null {
  if (rows.length === 0) return null;
  return html`<table class="steps">
    <thead>
      <tr>
        ${heads.map((head) => html`<th scope="col">${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ([name = '', ...cells]) =>
          html`<tr>
            <th scope="row">${shorten(name, LONGEST_MESSAGE)}</th>
            ${cells.map((cell) => html`<td>${shorten(cell, LONGEST_MESSAGE)}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

export function failuresTable({ requests, failures }: RunSummary): Markup {
  if (requests.total === 0) return html`<p class="note">No request was sent.</p>`;
  if (failures.length === 0) return html`<p class="note">No request failed.</p>`;
  const more = failures.length - MOST_FAILURES;
  return html`<table>
      <thead>
        <tr>
          <th scope="col">Failure</th>
          <th scope="col">requests</th>
          <th scope="col">first</th>
          <th scope="col">last</th>
        </tr>
      </thead>
      <tbody>
        ${failures.slice(0, MOST_FAILURES).map(
          ({ outcome, code, message, count, firstAt, lastAt }) =>
            html`<tr>
              <th scope="row">
                ${OUTCOME_LABEL[outcome]}
                <small>${shorten(message, LONGEST_MESSAGE)}${code === '' ? '' : ` (${shorten(code, LONGEST_MESSAGE)})`}</small>
              </th>
              <td>${formatCount(count)}</td>
              <td>${formatClock(firstAt, true)}</td>
              <td>${formatClock(lastAt, true)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${more > 0 ? html`<p class="note">${formatCount(more)} more kinds of failure are in the summary's JSON.</p>` : null}`;
}
