import css from './ways-in.module.css';
// A small load curve: ramp, hold, spike.

const POINTS = [
  [0, 78],
  [58, 26],
  [180, 26],
  [207, 7],
  [254, 7],
  [296, 78],
] as const;
const LINE = POINTS.map((point) => point.join(',')).join(' ');

export function LoadPicture() {
  return (
    <svg className={css['load-picture']} viewBox="0 0 300 84" width={300} height={84} aria-hidden>
      <polygon points={LINE} />
      <polyline points={LINE} />
      {POINTS.slice(1, -1).map(([x, y]) => (
        <circle key={x} cx={x} cy={y} r={3} />
      ))}
      <text x={8} y={40}>
        ramp
      </text>
      <text x={108} y={18}>
        hold
      </text>
      <text x={263} y={22}>
        spike
      </text>
    </svg>
  );
}
