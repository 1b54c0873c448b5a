// A line through points, broken where a value is missing.

interface CompareLineProps {
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly colour: string;
  readonly dash: string | undefined;
  readonly width?: number;
}

export function CompareLine({ points, colour, dash, width = 1.6 }: CompareLineProps) {
  let isOpen = false;
  let path = '';
  for (const { x, y } of points) {
    const isKnown = Number.isFinite(y);
    if (isKnown) path += `${isOpen ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`;
    isOpen = isKnown;
  }
  return <path d={path} fill="none" stroke={colour} strokeWidth={width} strokeDasharray={dash} strokeLinejoin="round" />;
}
