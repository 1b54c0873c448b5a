// Completed over planned rate, with the knee and the curve of the Universal Scalability Law as descriptions.
import { rateUnitOf, type CapacityRow } from '../../../shared/capacity/capacity-search.ts';
import { rateWords } from '../../../shared/capacity/rate-words.ts';
import { shownTrials } from '../../../shared/capacity/chart-trials.ts';
import { kneeOf, loadPoints, uslAt, uslOf } from '../../../shared/capacity/description.ts';
import { ChosenRing, RateAxis, VerdictMark } from './chart-axes.tsx';
import { SideText } from './side-text.tsx';
import { frameOf, linear, ticksOf, useWidth } from './chart-frame.ts';

const [HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [258, 56, 24, 22, 24];

export function CompletedOverAsked({ row, chosen }: { readonly row: CapacityRow; readonly chosen: number | null }) {
  const { ref, width } = useWidth();
  const unit = rateUnitOf(row);
  const points = loadPoints(row.trials);
  const knee = kneeOf(points);
  const curve = uslOf(points);
  const top = Math.max(1, ...points.map(({ asked }) => asked)) * 1.05;
  const high = Math.max(1, ...points.map(({ completed }) => completed)) * 1.15;
  const x = linear(0, top, LEFT, width - RIGHT);
  const y = linear(0, high, HEIGHT - BOTTOM, TOP);
  const line = points.map(({ asked, completed }) => `${x(asked)},${y(completed)}`).join(' ');
  const usl =
    curve === null
      ? ''
      : points
          .filter(({ inFlight }) => inFlight > 0)
          .map(({ asked, inFlight }) => `${x(asked)},${y(uslAt(curve, inFlight))}`)
          .join(' ');
  return (
    <figure ref={ref}>
      <figcaption>
        Completed over planned rate <span>knee and curve are a description, not a verdict</span>
      </figcaption>
      <svg {...frameOf(width, HEIGHT, `Completed per second over the planned rate, at ${points.length} rates`)}>
        <RateAxis ticks={ticksOf(top)} x={x} y={HEIGHT - 6} unit={unit} />
        {ticksOf(high).map((tick) => (
          <g key={tick}>
            <line x1={LEFT} x2={width - RIGHT} y1={y(tick)} y2={y(tick)} stroke="var(--grid)" />
            <text x={LEFT - 6} y={y(tick) + 4} textAnchor="end">
              {rateWords(tick, unit)}
            </text>
          </g>
        ))}
        <line
          x1={x(0)}
          y1={y(0)}
          x2={x(Math.min(top, high))}
          y2={y(Math.min(top, high))}
          stroke="var(--t3)"
          strokeDasharray="2 3"
        />
        {/* Above the middle of its line, where nothing else is drawn: no more completes than was planned. */}
        <text x={x(Math.min(top, high) / 2) - 6} y={y(Math.min(top, high) / 2) - 4} textAnchor="end">
          if all were
        </text>
        <polyline points={usl} fill="none" stroke="var(--t3)" strokeWidth={1.2} />
        <polyline points={line} fill="none" stroke="var(--ac)" strokeWidth={1.5} />
        {shownTrials(row.trials).map(({ request, figures, verdict }) => (
          <VerdictMark key={request.number} x={x(request.rate)} y={y(figures.completed)} verdict={verdict} />
        ))}
        {shownTrials(row.trials).map(
          ({ request, figures }) =>
            request.number === chosen && <ChosenRing key={chosen} x={x(request.rate)} y={y(figures.completed)} />,
        )}
        {knee !== null && (
          <>
            <line x1={x(knee)} x2={x(knee)} y1={TOP} y2={HEIGHT - BOTTOM} stroke="var(--t3)" strokeDasharray="2 3" />
            <SideText at={x(knee)} y={HEIGHT - BOTTOM - 6} room={{ left: LEFT, right: width }} side="left">
              {`knee, near ${rateWords(knee, unit)}`}
            </SideText>
          </>
        )}
      </svg>
      {curve !== null && (
        <p>
          Grey: the Universal Scalability Law through the trials, a description.{' '}
          {curve.peak === null
            ? 'It has no peak: it only rises.'
            : `Its peak is near ${rateWords(curve.peak.completed, unit)} with ${Math.round(curve.peak.inFlight)} in flight.`}
        </p>
      )}
    </figure>
  );
}
