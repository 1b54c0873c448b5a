// A point of a run in a chart, and the badge that identifies the run in text.
import type { RunLook } from './run-looks.ts';
import css from './compare-screen.module.css';

interface RunMarkProps {
  readonly look: RunLook;
  readonly x: number;
  readonly y: number;
}

export function RunMark({ look, x, y }: RunMarkProps) {
  switch (look.mark) {
    case 'square':
      return <rect x={x - 3} y={y - 3} width={6} height={6} fill="var(--bg)" stroke={look.colour} strokeWidth={1.3} />;
    case 'dot':
      return <circle cx={x} cy={y} r={3.2} fill={look.colour} />;
    case 'diamond':
      return <path d={`M${x} ${y - 4}l4 4-4 4-4-4z`} fill={look.colour} />;
    case 'ring':
      return <circle cx={x} cy={y} r={3.2} fill="var(--bg)" stroke={look.colour} strokeWidth={1.6} />;
    case 'triangle':
      return <path d={`M${x} ${y - 4}l4 7h-8z`} fill="var(--bg)" stroke={look.colour} strokeWidth={1.3} />;
  }
}

export function RunBadge({ look }: { readonly look: RunLook }) {
  return <span className={`${css['compare-badge']} is-${look.letter.toLowerCase()}`}>{look.letter}</span>;
}
