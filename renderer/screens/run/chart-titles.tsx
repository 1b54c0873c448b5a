// The titles of the four charts: what each figure means and which marks and dashes are in it.
import { OUTCOME_LABEL } from '../../../shared/outcome.ts';
import { markOf, SLOWEST_MARK } from '../../charts/marks.ts';
import { OutcomeMark } from '../../charts/outcome-mark.tsx';
import { endedIn } from '../../live-run-figures.ts';
import { widened, type RunView } from '../../live-run-view.ts';
import { failuresInView, shownWords, spanWords } from './hero-words.ts';
import { BlockKey, ChartTitle, DashKey, RampKey } from './legend.tsx';

const FROM_TO = { response_time: 'due → last byte', service_time: 'sent → last byte' } as const;

interface HeroTitleProps {
  readonly view: RunView;
  /** Requests per cell at the top of the ramp; null without a heat map. */
  readonly heatTop: number | null;
  readonly isCompact: boolean;
}

export function HeroTitle({ view, heatTop, isCompact }: HeroTitleProps) {
  const failures = failuresInView(view);
  return (
    <ChartTitle title="Every request" note={FROM_TO[view.measure]}>
      <span className="shown-words" title={shownWords(view)}>
        {shownWords(view)}
      </span>
      {heatTop !== null && !isCompact && <RampKey top={heatTop} />}
      {heatTop !== null && (
        <span className="key">
          <OutcomeMark mark={SLOWEST_MARK} />
          slowest
        </span>
      )}
      {failures.slice(0, isCompact ? 1 : 2).map((outcome) => (
        <span className="key" key={outcome}>
          <OutcomeMark mark={markOf(outcome)} />
          {OUTCOME_LABEL[outcome].toLowerCase()}
        </span>
      ))}
      {failures.length > (isCompact ? 1 : 2) && <span className="key">and others</span>}
    </ChartTitle>
  );
}

export function PercentileKeys() {
  return (
    <>
      <DashKey token="max" word="max" dash="2 2" width={1} />
      <DashKey token="p99" word="p99" />
      <DashKey token="p95" word="p95" />
      <DashKey token="p50" word="p50" width={2} />
    </>
  );
}

export function percentileNote(view: RunView): string {
  const { columns, columnMs } = widened(view);
  if (!columns.some((column) => endedIn(column) > 0)) return `of each ${spanWords(columnMs)}`;
  const why = columnMs > view.columnMs ? ', so wide to hold 20 requests' : '';
  return `of each ${spanWords(columnMs)}${why}`;
}

export function ThroughputKeys({ isOpenModel }: { readonly isOpenModel: boolean }) {
  return (
    <>
      {isOpenModel && <DashKey token="t2" word="planned" dash="3 3" width={1} />}
      <DashKey token="p95" word="completed" />
      <BlockKey token="bad" word="failed" />
    </>
  );
}

export function InFlightKeys({ hasWaiting }: { readonly hasWaiting: boolean }) {
  return (
    <>
      <DashKey token="p95" word="in flight" />
      {hasWaiting && <DashKey token="warn" word="waiting" dash="1.5 2.5" />}
      <DashKey token="t3" word="max VUs" dash="5 3" width={1} />
    </>
  );
}
