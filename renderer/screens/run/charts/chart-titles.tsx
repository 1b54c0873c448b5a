// The titles of the charts: the meaning of each figure, and the marks and dashes in it.
import { ENOUGH_SAMPLES } from '../../../../shared/snapshot-columns.ts';
import type { ReactNode } from 'react';
import {
  COLOURED_STEPS,
  OTHER_STEPS_TOKEN,
  STATUS_CLASSES,
  stepToken,
  type ColourGroups,
  type Colouring,
} from '../../../charts/colouring.ts';
import { FAILURE_FAMILIES, FAILURE_FILL } from '../../../charts/error-chart.tsx';
import { markOfFamily, SLOWEST_MARK, type Mark } from '../../../charts/marks.ts';
import { OutcomeMark } from '../../../charts/outcome-mark.tsx';
import { endedIn } from '../../../live-run/live-run-figures.ts';
import { widened, type RunView } from '../../../live-run/live-run-view.ts';
import { familiesInView, FAMILY_WORD, shownWords, spanWords } from './main-words.ts';
import { BlockKey, ChartTitle, DashKey, RampKey } from './legend.tsx';
import css from './chart-stack.module.css';

interface MainTitleProps {
  readonly view: RunView;
  /** Requests per cell at the top of the ramp; null without a heat map. */
  readonly heatTop: number | null;
  /** True if the heat map has the colours of steps or scenarios. */
  readonly isHeatApart: boolean;
  readonly colouring: Colouring;
  readonly groups: ColourGroups;
  readonly actions: ReactNode;
  readonly menu: ReactNode;
  readonly width: number;
}

/** Marks of failures are also shown with their counts elsewhere: here only if there is space. In px. */
const ROOM_FOR_KEYS = 700;
const ROOM_FOR_SLOWEST = 800;
const ROOM_FOR_MARKS = 1100;

export function MainTitle({ view, heatTop, isHeatApart, colouring, groups, actions, menu, width }: MainTitleProps) {
  const { names } = groups;
  const hasRoom = width >= ROOM_FOR_MARKS;
  return (
    <ChartTitle
      title="Every request"
      menu={menu}
      note={`${shownWords(view)}${heatTop !== null && colouring !== 'outcome' && !isHeatApart ? ', colours on single dots only' : ''}`}
      actions={actions}
    >
      {heatTop !== null && !isHeatApart && width >= ROOM_FOR_KEYS && <RampKey top={heatTop} hasWords={hasRoom} />}
      {heatTop !== null && width >= ROOM_FOR_SLOWEST && <MarkKey mark={SLOWEST_MARK} word="slowest" />}
      {width >= ROOM_FOR_KEYS && (
        <ColourKeys
          {...{ view, colouring, names }}
          most={hasRoom ? STEP_KEYS_WITH_ROOM : names.length > COLOURED_STEPS ? 1 : STEP_KEYS}
        />
      )}
      {hasRoom &&
        familiesInView(view).map((family) => <MarkKey key={family} mark={markOfFamily(family)} word={FAMILY_WORD[family]} />)}
    </ChartTitle>
  );
}

/** As many steps are named as there is room for. */
const STEP_KEYS = 2;
const STEP_KEYS_WITH_ROOM = 4;

/** What the dots' colours mean, unless they show the outcome. */
type ColourKeysProps = Pick<MainTitleProps, 'view' | 'colouring'> & {
  readonly names: readonly string[];
  readonly most: number;
};

function ColourKeys({ view, colouring, names, most }: ColourKeysProps) {
  switch (colouring) {
    case 'outcome':
      return null;
    case 'step':
    case 'scenario':
    case 'generator':
      return (
        <>
          {names.slice(0, most).map((name, at) => (
            <BlockKey key={at} token={stepToken(at)} word={name} />
          ))}
          {names.length > most && <MoreGroups names={names} most={most} />}
        </>
      );
    case 'status class':
      return STATUS_CLASSES.filter(({ first }) => hasStatusClass(view, first)).map(({ word, token }) => (
        <BlockKey key={word} token={token} word={word} />
      ));
  }
}

/** Named in the tooltip; those without their own colour are grey, as in the chart. */
function MoreGroups({ names, most }: { readonly names: readonly string[]; readonly most: number }) {
  const grey = names.length - COLOURED_STEPS;
  const words = `+ ${names.length - most} more${grey > 0 ? `, ${grey} of them grey` : ''}`;
  return <span title={names.join('\n')}>{grey > 0 ? <BlockKey token={OTHER_STEPS_TOKEN} word={words} /> : words}</span>;
}

function hasStatusClass({ columns }: RunView, first: number): boolean {
  return columns.some(({ dots }) => dots.status.some((status) => Math.floor(status / 100) === first));
}

function MarkKey({ mark, word }: { readonly mark: Mark; readonly word: string }) {
  return (
    <span className={css['key']}>
      <OutcomeMark mark={mark} />
      {word}
    </span>
  );
}

/** Which step or scenario a line belongs to is shown once, above the large chart. */
export function ApartKeys() {
  return (
    <>
      <DashKey token="t2" word="p95" width={1.6} />
      <DashKey token="t2" word="p50" dash="2 2" width={1} />
    </>
  );
}

export function percentileNote(view: RunView): string {
  const { columns, columnMs } = widened(view);
  const isWidened = columnMs > view.columnMs && columns.some((column) => endedIn(column) >= ENOUGH_SAMPLES);
  const whose = view.selection === 'all' ? '' : `of ${view.selection} requests, `;
  return `${whose}per ${spanWords(columnMs)}${isWidened ? ` (widened so that each point has at least ${ENOUGH_SAMPLES} requests)` : ''}`;
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

/** The kinds of failures in view. */
export function ErrorKeys({ view }: { readonly view: RunView }) {
  const present = new Set(familiesInView(view));
  return FAILURE_FAMILIES.filter((family) => present.has(family)).map((family) => (
    <BlockKey key={family} token={FAILURE_FILL[family].token} alpha={FAILURE_FILL[family].alpha} word={FAMILY_WORD[family]} />
  ));
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
