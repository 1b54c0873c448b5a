// The share of the checks of a run that passed, and how long its journeys took.
import { formatCount, formatTime, NO_VALUE, percentFigure, timeFigure, type Figure } from '../../../../shared/format.ts';
import type { JourneyFigures } from '../../../../shared/journey-figures.ts';
import { checkCounts, hasJourneys, passedShare } from '../../../../shared/journey-words.ts';
import { checksOf } from '../../../../shared/plan/journey/plan-checks.ts';
import type { RunRow } from '../../../../shared/run.ts';
import type { TimeStats } from '../../../../shared/time-stats.ts';
import { FigureCell } from './figure-cell.tsx';

interface JourneyCellsProps {
  readonly row: RunRow;
  readonly journeys: JourneyFigures | null;
  /** True if nothing narrows the figures beside these. */
  readonly isWhole: boolean;
}

const NONE: Figure = { value: NO_VALUE, unit: '' };

export function JourneyCells({ row, journeys, isWhole }: JourneyCellsProps) {
  return (
    <>
      {checksOf(row.plan).length > 0 && <ChecksCell row={row} isWhole={isWhole} />}
      {hasJourneys(row) && <JourneyCell journeys={journeys} />}
    </>
  );
}

function ChecksCell({ row: { summary }, isWhole }: Omit<JourneyCellsProps, 'journeys'>) {
  const { passed, failed } = checkCounts(summary.journey);
  const share = passedShare({ passed, failed });
  return (
    <FigureCell
      name="Checks passed"
      title={`${formatCount(passed)} of ${formatCount(passed + failed)} checks of the run, the warm-up left out`}
      value={share === null ? NONE : percentFigure(share)}
      run={null}
      below={share === null ? 'never evaluated' : isWhole ? `${formatCount(failed)} failed` : 'of the run'}
      isBad={share === null || failed > 0}
    />
  );
}

function JourneyCell({ journeys }: Pick<JourneyCellsProps, 'journeys'>) {
  const { withoutPauses, withPauses } = journeys ?? {};
  const isKnown = withoutPauses !== undefined && withoutPauses.max > 0;
  return (
    <FigureCell
      name="Journey p95"
      title={
        'Of the completed journeys: their requests one after another, pauses left out' +
        (withPauses === undefined ? '' : `. With pauses ${formatTime(withPauses.p95)}`)
      }
      value={isKnown ? timeFigure(withoutPauses.p95) : NONE}
      run={null}
      below={isKnown ? `p50 ${formatTime(withoutPauses.p50)}` : journeys === null ? '' : 'none completed'}
    />
  );
}

/** The highest times that remain if these cells replace some. */
export function tailOf(row: RunRow): readonly (keyof TimeStats)[] {
  const taken = Number(checksOf(row.plan).length > 0) + Number(hasJourneys(row));
  return (['p99.9', 'max'] as const).slice(taken);
}
