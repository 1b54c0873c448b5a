// A comparison as one HTML file that opens anywhere, without a network or script. It contains no secrets.
import { comparedJourneys } from '../../../shared/compared-journeys.ts';
import { comparedSteps } from '../../../shared/compared-steps.ts';
import { RUN_LETTERS, type Comparison, type FigureComparison, type PairComparison } from '../../../shared/comparison.ts';
import { favourOf, headlineWords, meanWords, methodWords, shortRunNames } from '../../../shared/comparison-words.ts';
import { figureCells, figureHeads, stepCells, comparedStepHeads } from '../../../shared/comparison-table.ts';
import { formatCount, formatRate } from '../../../shared/format.ts';
import { numberedName } from '../../../shared/run.ts';
import { likenessOf } from '../../../shared/run-likeness.ts';
import { headlineOf } from '../../../shared/summary.ts';
import { describeLoadAndLaw, MEASURE_LABEL } from '../../../shared/words.ts';
import { comparedCompleted, comparedSpectrum } from './comparison-charts.ts';
import { documentHtml } from './document.ts';
import { html, type Markup } from './markup.ts';
import { shorten } from '../../../shared/shorten.ts';

const LONGEST_LABEL = 400;

export function comparisonHtml(comparison: Comparison, version: string, heading = ''): string {
  const { runs, pairs } = comparison;
  const names = shortRunNames(runs.map(({ row }) => row));
  const body = html`<header>
      <div class="brand"><span>Onrush ${version}, comparison of load tests</span></div>
      <h1>Comparison of ${formatCount(runs.length)} runs</h1>
      ${pairs.map((pair, at) => verdict(comparison, pair, names[at + 1] ?? ''))}
      <p class="sub">${likenessOf(runs.map(({ row }) => row)).words}.</p>
    </header>
    <main>
      ${runsSection(comparison)}
      <section>
        <h2>Requests completed <small>over time, aligned at the start</small></h2>
        ${comparedCompleted(runs)}
      </section>
      <section>
        <h2>${measureOf(comparison)} <small>by percentile, shown while at least 10 requests are slower</small></h2>
        ${comparedSpectrum(runs)}
      </section>
      ${journeysSection(comparison)} ${stepsSection(comparison)}
      ${pairs.map((pair, at) => figuresSection(pair, RUN_LETTERS[at + 1] ?? ''))}
    </main>`;
  return documentHtml({ title: `Comparison of ${formatCount(runs.length)} runs`, version, heading, body });
}

function measureOf({ runs }: Comparison): string {
  return MEASURE_LABEL[headlineOf(runs[0]?.row.plan.load.model ?? 'closed')];
}

function verdict(comparison: Comparison, pair: PairComparison, name: string): Markup {
  const { verdict: words, figures, isWithheld } = headlineWords(comparison, pair, name);
  const mean = isWithheld ? '' : meanWords(comparison, pair);
  return html`<p class="sentence">${`${words} ${figures}`.trim()}</p>
    ${mean === '' ? null : html`<p class="sub">${mean}</p>`}`;
}

function runsSection({ runs }: Comparison): Markup {
  return html`<section>
    <h2>Runs</h2>
    ${table(
      ['Run', 'Started', 'Load', 'Requests', 'Throughput'],
      runs.map(({ row, requests }, at) => [
        `${RUN_LETTERS[at]} ${shorten(numberedName(row), LONGEST_LABEL)}`,
        `${new Date(row.startedAt).toISOString().slice(0, 19).replace('T', ' ')} UTC`,
        describeLoadAndLaw(row.plan.load),
        formatCount(requests),
        formatRate(row.summary.throughput),
      ]),
    )}
  </section>`;
}

function journeysSection({ runs }: Comparison): Markup | null {
  const rows = comparedJourneys(runs.map(({ row }) => row));
  if (rows.length === 0) return null;
  return html`<section class="long">
    <h2>Journeys <small>of the whole runs, the times without pauses</small></h2>
    ${table(
      ['', ...runs.map((_, at) => RUN_LETTERS[at] ?? '')],
      rows.map(({ label, cells }) => [
        label,
        ...cells.map(({ words, change }) => (change === null ? words : `${words} (${change.words})`)),
      ]),
    )}
  </section>`;
}

function stepsSection(comparison: Comparison): Markup | null {
  const rows = comparedSteps(comparison.runs.map(({ row }) => row));
  if (rows.length === 0) return null;
  return html`<section class="long wide">
    <h2>Steps <small>${measureOf(comparison).toLowerCase()}, with the change against A</small></h2>
    ${table(
      ['Step', ...comparedStepHeads(comparison)],
      rows.map((step) => [shorten(step.label, LONGEST_LABEL), ...stepCells(comparison, step)]),
    )}
  </section>`;
}

function figuresSection(pair: PairComparison, letter: string): Markup {
  return html`<section class="long">
    <h2>${letter} against A</h2>
    ${table(figureHeads(letter), pair.figures.map(figureCells), pair.figures.map(kindOf))}
    <p class="note">${methodWords(pair)}</p>
  </section>`;
}

function kindOf(figure: FigureComparison): string {
  const kinds = { better: 'passed', worse: 'broken', neither: figure.verdict === 'few' ? 'few' : '' } as const;
  return kinds[favourOf(figure)];
}

function table(heads: readonly string[], rows: readonly (readonly string[])[], kinds: readonly string[] = []): Markup {
  return html`<table>
    <thead>
      <tr>
        ${heads.map((head) => html`<th scope="col">${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ([first = '', ...cells], at) =>
          html`<tr class="${kinds[at] ?? ''}">
            <th scope="row">${first}</th>
            ${cells.map((cell) => html`<td>${cell}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}
