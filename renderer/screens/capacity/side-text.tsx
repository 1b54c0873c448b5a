// A text beside a vertical line of a chart, moved back into the chart where it would be cut off at its edge.

/** Of a character at 11 px, rounded up. */
const CHARACTER_WIDTH = 6.4;
const GAP = 4;

interface SideTextProps {
  /** Where the line is. */
  readonly at: number;
  readonly y: number;
  readonly room: { readonly left: number; readonly right: number };
  readonly side: 'left' | 'right';
  readonly colour?: string;
  readonly children: string;
}

export function SideText({ at, y, room, side, colour, children }: SideTextProps) {
  const width = children.length * CHARACTER_WIDTH;
  const [least, most] = [room.left + width, room.right - width];
  const x = side === 'left' ? Math.max(at - GAP, least) : Math.min(at + GAP, most);
  return (
    <text x={x} y={y} textAnchor={side === 'left' ? 'end' : 'start'} style={colour === undefined ? undefined : { fill: colour }}>
      {children}
    </text>
  );
}
