// Compares two to five runs: the verdict in words, the charts, every figure.
import { Button, SegmentedControl } from '@mantine/core';
import { IconArrowsExchange, IconDownload, IconMarkdown } from '@tabler/icons-react';
import { useState } from 'react';
import { MOST_COMPARED_RUNS, RUN_LETTERS, type ComparedStepName, type Comparison } from '../../../shared/comparison.ts';
import { comparisonMarkdown } from '../../../shared/comparison-markdown.ts';
import { shortRunNames } from '../../../shared/comparison-words.ts';
import type { Failure } from '../../../shared/errors.ts';
import { pinBaseline, useSteadyRuns } from '../../host/host-state.ts';
import { startComparisonExport } from '../../host/run-exports.ts';
import { replaceRoute } from '../../route.ts';
import { KeyHint, shortcutOf } from '../../shortcuts/key-hint.tsx';
import { useShortcuts } from '../../shortcuts/use-shortcuts.ts';
import { Header } from '../../ui/header.tsx';
import { showFailure, showNote } from '../../ui/toasts.tsx';
import { newestPair } from './chosen-baseline.ts';
import { CompareCharts } from './compare-charts.tsx';
import { FigureTable } from './figure-table.tsx';
import { JourneysTable } from './journeys-table.tsx';
import { lookOf } from './run-looks.ts';
import { RunPicker } from './run-picker.tsx';
import { StepsTable } from './steps-table.tsx';
import { useComparison } from './use-comparison.ts';
import { VerdictBand } from './verdict-band.tsx';
import css from './compare-screen.module.css';
import pageCss from '../../ui/page.module.css';
import textCss from '../../ui/text.module.css';

export function CompareScreen({ runIds }: { readonly runIds: readonly string[] }) {
  const runs = useSteadyRuns();
  const suggested = runs === null ? null : newestPair(runs);
  // Without ids in the URL: the newest run and its natural counterpart.
  const ids = runIds.length > 0 ? runIds : (suggested?.map(({ id }) => id) ?? []);
  const [step, setStep] = useStepOf(ids.join(','));
  const { comparison, failure } = useComparison(ids, step);
  const isCurrent =
    comparison !== null &&
    comparison.runs.map(({ row }) => row.id).join(',') === ids.join(',') &&
    JSON.stringify(comparison.step) === JSON.stringify(step);
  const show = (next: readonly string[]): void => replaceRoute({ screen: 'compare', runIds: next });
  const swap = (): void => show([ids[1] ?? '', ids[0] ?? '', ...ids.slice(2)]);
  const copy = comparison === null ? undefined : () => void copySummary(comparison);
  useShortcuts({ 'compare.swap': ids.length > 1 ? swap : undefined, 'run.copy': copy });
  return (
    <>
      <Header
        title="Compare"
        note={ids.length < 2 ? undefined : `${ids.length} runs, aligned at their start`}
        actions={
          <>
            <RunPicker
              chosen={ids}
              label="Add a run"
              disabled={ids.length >= MOST_COMPARED_RUNS}
              handleChoice={(id) => show([...ids, id])}
            />
            <Button
              leftSection={<IconArrowsExchange size={16} stroke={1.75} aria-hidden />}
              disabled={ids.length < 2}
              onClick={swap}
              aria-keyshortcuts={shortcutOf('compare.swap')}
            >
              Swap <KeyHint id="compare.swap" />
            </Button>
            <Button
              leftSection={<IconDownload size={16} stroke={1.75} aria-hidden />}
              disabled={!isCurrent || step !== null}
              onClick={() => void startComparisonExport(ids)}
              title={
                step === null ? 'One HTML file that opens without a network' : 'Show all requests again to export the comparison'
              }
            >
              Export
            </Button>
            <Button
              leftSection={<IconMarkdown size={16} stroke={1.75} aria-hidden />}
              disabled={copy === undefined}
              onClick={copy}
              aria-keyshortcuts={shortcutOf('run.copy')}
            >
              Copy summary
            </Button>
          </>
        }
      />
      <div className={pageCss['scroll']} aria-busy={!isCurrent && failure === null}>
        {failure !== null && <Problem failure={failure} />}
        {failure === null && ids.length < 2 && runs !== null && <NothingToCompare />}
        {failure === null && comparison === null && ids.length > 1 && <Reading count={ids.length} />}
        {failure === null && comparison !== null && <Compared {...{ comparison, step }} handleRuns={show} handleStep={setStep} />}
      </div>
    </>
  );
}

/** A comparison of other runs begins with all of their requests. */
function useStepOf(runs: string): [ComparedStepName | null, (step: ComparedStepName | null) => void] {
  const [chosen, setChosen] = useState<{ readonly runs: string; readonly step: ComparedStepName | null } | null>(null);
  return [chosen?.runs === runs ? chosen.step : null, (step) => setChosen({ runs, step })];
}

function Reading({ count }: { readonly count: number }) {
  return (
    <output className={css['compare-reading']}>
      Reading every request of {count} runs, and drawing from them again and again to see what is chance.
    </output>
  );
}

interface ComparedProps {
  readonly comparison: Comparison;
  /** The step that was chosen last; its comparison may not have arrived yet. */
  readonly step: ComparedStepName | null;
  readonly handleStep: (step: ComparedStepName | null) => void;
  readonly handleRuns: (runIds: readonly string[]) => void;
}

function Compared({ comparison, step, handleRuns, handleStep }: ComparedProps) {
  const [chosen, setChosen] = useState(0);
  const now = useSteadyRuns() ?? [];
  const { runs, pairs } = comparison;
  const at = Math.min(chosen, pairs.length - 1);
  const [pair, baseline, other] = [pairs[at], runs[0], runs[at + 1]];
  if (pair === undefined || baseline === undefined || other === undefined) return null;
  const names = shortRunNames(runs.map(({ row }) => row));
  const ids = runs.map(({ row }) => row.id);
  return (
    <>
      <VerdictBand
        comparison={comparison}
        pair={pair}
        name={names[at + 1] ?? ''}
        isBaseline={(id) => now.some((run) => run.id === id && run.isBaseline)}
        pairs={
          pairs.length > 1 && (
            <SegmentedControl
              size="xs"
              className={css['compare-pairs']}
              aria-label="Which two runs"
              value={String(at)}
              onChange={(value) => setChosen(Number(value))}
              data={pairs.map((_, index) => ({ value: String(index), label: `${RUN_LETTERS[index + 1]} against A` }))}
            />
          )
        }
        handlePin={(id, isBaseline) => void pin(id, isBaseline)}
        handleRemove={(id) => handleRuns(ids.filter((other) => other !== id))}
      />
      {step !== null && (
        <p className={css['compare-of-step']}>
          Verdict, charts and figures are of the step <strong>{step.name}</strong> alone.{' '}
          <button type="button" className={textCss['link-button']} onClick={() => handleStep(null)}>
            Show all requests
          </button>
        </p>
      )}
      <CompareCharts comparison={comparison} names={names} />
      <JourneysTable runs={runs} />
      <StepsTable {...{ runs, step, handleStep }} />
      <FigureTable
        pair={pair}
        baseline={baseline}
        other={other}
        look={lookOf(at + 1)}
        names={[names[0] ?? 'A', names[at + 1] ?? '']}
      />
    </>
  );
}

function Problem({ failure }: { readonly failure: Failure }) {
  return (
    <div className={pageCss['empty-page']}>
      <h2>These runs cannot be compared</h2>
      <p>{failure.message}</p>
    </div>
  );
}

function NothingToCompare() {
  return (
    <div className={pageCss['empty-page']}>
      <h2>Compare two runs side by side</h2>
      <p>
        Run a plan twice, before a change and after it, and press Compare on the second run: you see what became faster, what
        slower, and what this data cannot tell. Or add any run above.
      </p>
    </div>
  );
}

async function pin(id: string, isBaseline: boolean): Promise<void> {
  const pinned = await pinBaseline(id, isBaseline);
  if (!pinned.ok) showFailure(pinned.failure);
}

async function copySummary(comparison: Comparison): Promise<void> {
  try {
    await navigator.clipboard.writeText(comparisonMarkdown(comparison));
    showNote('Copied the comparison as Markdown.');
  } catch {
    showFailure({ code: 'bad_request', message: 'This browser does not allow copying here.' });
  }
}
