// The titles of the four charts: what each figure means and which marks and dashes are in it.
import { markOfFamily, SLOWEST_MARK, type Mark } from '../../charts/marks.ts';
import { OutcomeMark } from '../../charts/outcome-mark.tsx';
import { endedIn, ENOUGH_SAMPLES } from '../../live-run-figures.ts';
import { widened, type RunView } from '../../live-run-view.ts';
import { familiesInView, FAMILY_WORD, shownWords, spanWords } from './hero-words.ts';
import { BlockKey, ChartTitle, DashKey, RampKey } from './legend.tsx';

interface HeroTitleProps {
  readonly view: RunView;
  /** Requests per cell at the top of the ramp; null without a heat map. */
  readonly heatTop: number | null;
  /** Marks of failures stand beside their counts in the panel too: here only where there is room. */
  readonly hasRoom: boolean;
}

export function HeroTitle({ view, heatTop, hasRoom }: HeroTitleProps) {
  return (
    <ChartTitle title="Every request" note={shownWords(view)}>
      {heatTop !== null && <RampKey top={heatTop} hasWords={hasRoom} />}
      {heatTop !== null && <MarkKey mark={SLOWEST_MARK} word="slowest" />}
      {hasRoom &&
        familiesInView(view).map((family) => <MarkKey key={family} mark={markOfFamily(family)} word={FAMILY_WORD[family]} />)}
    </ChartTitle>
  );
}

function MarkKey({ mark, word }: { readonly mark: Mark; readonly word: string }) {
  return (
    <span className="key">
      <OutcomeMark mark={mark} />
      {word}
    </span>
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
  const isWidened = columnMs > view.columnMs && columns.some((column) => endedIn(column) >= ENOUGH_SAMPLES);
  const whose = view.selection === 'all' ? '' : `of ${view.selection} requests, `;
  return `${whose}of each ${spanWords(columnMs)}${isWidened ? `, so wide to hold ${ENOUGH_SAMPLES} requests` : ''}`;
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
