// A small picture of the demo: twenty bars one after another, and twenty bars five at a time, to the scale of a real run.
import { formatTime } from '../../../shared/format.ts';
import css from './ways-in.module.css';

const TASKS = Array.from({ length: 20 }, (_, index) => index);
const WIDTH = 172;
const HEIGHT = 40;
const BLOCKING_S = 20.9;
const ASYNC_S = 4.25;

export function DemoPicture() {
  return (
    <div className={css['demo-picture']}>
      <Row label="one at a time" seconds={BLOCKING_S} atOnce={1} tone="quiet" />
      <Row label="side by side" seconds={ASYNC_S} atOnce={5} tone="lively" />
    </div>
  );
}

interface RowProps {
  readonly label: string;
  readonly seconds: number;
  readonly atOnce: number;
  readonly tone: 'quiet' | 'lively';
}

function Row({ label, seconds, atOnce, tone }: RowProps) {
  const one = (seconds / (TASKS.length / atOnce)) * (WIDTH / BLOCKING_S);
  return (
    <>
      <span className={css['demo-picture-label']}>{label}</span>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} aria-hidden>
        {TASKS.map((task) => {
          const x = Math.floor(task / atOnce) * one;
          return (
            <g key={task}>
              <rect className={css['demo-picture-wait']} x={0} y={task * 2} width={x} height={1} />
              <rect className={css[`demo-picture-${tone}`]} x={x} y={task * 2 - 0.25} width={one - 0.5} height={1.5} />
            </g>
          );
        })}
      </svg>
      <strong>{formatTime(seconds * 1000)}</strong>
    </>
  );
}
