// The journeys that took longest: a bar for each of their requests, with the longest one named.
import { SegmentedControl } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useState } from 'react';
import { formatClock, formatTime } from '../../../../shared/format.ts';
import type { JourneyRequest, SlowJourney } from '../../../../shared/journey-figures.ts';
import { outcomeFamily } from '../../../../shared/outcome.ts';
import { stepsOf, type Plan } from '../../../../shared/plan/plan.ts';
import type { SampleFilter } from '../../../../shared/sample-query.ts';
import { markOf } from '../../../charts/marks.ts';
import { OutcomeMark } from '../../../charts/outcome-mark.tsx';
import { durationAxis, type ValueAxis } from '../../../charts/value-axis.ts';
import { classes } from '../../../ui/classes.ts';
import css from './journey-view.module.css';

interface SlowestJourneysProps {
  readonly plan: Plan;
  readonly journeys: readonly SlowJourney[];
  readonly onShowRequests: (part: Partial<SampleFilter>) => void;
}

const MOST_SHOWN = 12;

export function SlowestJourneys({ plan, journeys, onShowRequests }: SlowestJourneysProps) {
  const [hasPauses, setPauses] = useState(false);
  const lengthOf = (journey: SlowJourney): number => (hasPauses ? journey.withPauses : journey.withoutPauses);
  const shown = journeys.toSorted((a, b) => lengthOf(b) - lengthOf(a)).slice(0, MOST_SHOWN);
  const axis = durationAxis(Math.max(1, ...shown.map(lengthOf)));
  const { ref, width } = useElementSize<HTMLElement>();
  const names = stepsOf(plan).map(({ name }) => name);
  return (
    <section className={css['pane']} aria-label="Slowest journeys">
      <header>
        <h2>Slowest journeys</h2>
        <span>the longest step of each named</span>
        <SegmentedControl
          size="xs"
          aria-label="Pauses"
          value={hasPauses ? 'with' : 'without'}
          onChange={(value) => setPauses(value === 'with')}
          data={[
            { value: 'without', label: 'Without pauses' },
            { value: 'with', label: 'With pauses' },
          ]}
        />
      </header>
      {shown.length === 0 ? (
        <p className={css['reading']}>None of the journeys has such a request.</p>
      ) : (
        <Head axis={axis} scaleRef={ref} />
      )}
      <ol>
        {shown.map((journey) => (
          <li key={journey.iteration}>
            <button
              type="button"
              className={css['slow']}
              title="Show the requests of this journey"
              onClick={() => onShowRequests({ iteration: journey.iteration })}
            >
              <span className={css['slow-number']}>{(journey.iteration + 1).toLocaleString('en')}</span>
              <span className={css['slow-due']}>{formatClock(journey.dueAt, true)}</span>
              <OutcomeMark mark={markOf(journey.requests.at(-1)?.outcome ?? 'ok')} size={9} />
              <strong>{formatTime(lengthOf(journey))}</strong>
              <Bars journey={journey} {...{ axis, hasPauses, names, width }} />
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

interface BarsProps {
  readonly journey: SlowJourney;
  readonly axis: ValueAxis;
  readonly hasPauses: boolean;
  readonly names: readonly string[];
  /** Of the scale, in px. */
  readonly width: number;
}

interface HeadProps {
  readonly axis: ValueAxis;
  readonly scaleRef: (element: HTMLElement | null) => void;
}

/** What the columns are, and the scale of the bars. */
function Head({ axis, scaleRef }: HeadProps) {
  return (
    <div className={classes(css['slow'], css['slow-head'])} aria-hidden>
      <span className={css['slow-number']}>Journey</span>
      <span className={css['slow-due']}>Due</span>
      <span className={css['slow-mark']} />
      <span className={css['slow-took']}>Took</span>
      <span className={css['slow-bars']} ref={scaleRef}>
        {axis.ticks.map((tick) => (
          <span key={tick} style={{ left: `${(tick / axis.to) * 100}%` }}>
            {axis.format(tick)}
          </span>
        ))}
      </span>
    </div>
  );
}

/** Of a character at 11 px, rounded up, and of the space around a text. */
const [CHARACTER_WIDTH, PADDING] = [6.4, 12];

function Bars({ journey: { requests, dueAt }, axis, hasPauses, names, width }: BarsProps) {
  const longestOne = requests.reduce<JourneyRequest | undefined>(
    (most, one) => (most === undefined || timeOf(one) > timeOf(most) ? one : most),
    undefined,
  );
  const bars = requests.map((request, at) => {
    const from = hasPauses ? request.dueAt - dueAt : workOf(requests.slice(0, at));
    return { request, from: from / axis.to, length: timeOf(request) / axis.to };
  });
  const end = Math.max(0, ...bars.map(({ from, length }) => from + length));
  const words = longestOne === undefined ? '' : `${names[longestOne.step] ?? ''} ${formatTime(timeOf(longestOne))}`;
  const ownLength = bars.find(({ request }) => request === longestOne)?.length ?? 0;
  const isInside = ownLength * width >= words.length * CHARACTER_WIDTH + PADDING;
  return (
    <span className={css['slow-bars']}>
      {bars.map(({ request, from, length }) => {
        const isLongest = request === longestOne;
        return (
          <i
            key={request.seq}
            data-longest={isLongest ? '' : undefined}
            data-failed={hasResponse(request) ? undefined : ''}
            style={{ left: `${from * 100}%`, width: `max(1px, calc(${length * 100}% - 1px))` }}
          >
            {isLongest && isInside && words}
          </i>
        );
      })}
      {!isInside && <em style={{ left: `${end * 100}%` }}>{words}</em>}
    </span>
  );
}

function workOf(requests: readonly JourneyRequest[]): number {
  return requests.reduce((sum, request) => sum + timeOf(request), 0);
}

function timeOf({ dueAt, endedAt }: JourneyRequest): number {
  return endedAt - dueAt;
}

function hasResponse({ outcome }: JourneyRequest): boolean {
  return outcomeFamily(outcome) !== 'timeout' && outcomeFamily(outcome) !== 'no_response';
}
