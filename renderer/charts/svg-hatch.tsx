// The hatch over late seconds for pictures that are drawn as SVG; see hatch.ts for the canvas.
import { useId } from 'react';
import type { SpoiledSpan, SpoiledVerdict } from '../../shared/spoiled.ts';
import { HATCH_HEIGHT, HATCH_STEP, HATCH_WIDTH } from './hatch.ts';

interface SvgHatchProps {
  readonly spans: readonly SpoiledSpan[];
  readonly x: (time: number) => number;
  readonly height: number;
}

const VERDICTS: readonly SpoiledVerdict[] = ['strained', 'suspect'];

export function SvgHatch({ spans, x, height }: SvgHatchProps) {
  const id = useId();
  if (spans.length === 0) return null;
  return (
    <>
      <defs>
        {VERDICTS.map((verdict) => (
          <pattern
            key={verdict}
            id={`${id}-${verdict}`}
            width={HATCH_STEP[verdict]}
            height={HATCH_STEP[verdict]}
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width={HATCH_STEP[verdict]} height={HATCH_STEP[verdict]} fill="var(--hatch-ground)" />
            <line y2={HATCH_STEP[verdict]} stroke="var(--hatch-line)" strokeWidth={HATCH_WIDTH} />
          </pattern>
        ))}
      </defs>
      {spans.map(({ from, to, verdict }) => (
        <rect
          key={from}
          x={x(from)}
          y={height - HATCH_HEIGHT}
          width={Math.max(1, x(to) - x(from))}
          height={HATCH_HEIGHT}
          fill={`url(#${id}-${verdict})`}
        >
          <title>{verdict}: this computer was late here</title>
        </rect>
      ))}
    </>
  );
}
