// One leaf of a request, and where names take the place of what it holds. Pure.
export interface Leaf {
  readonly place: 'path' | 'query' | 'header' | 'body';
  /** The name of its parameter, header or member; "" in a path. */
  readonly field: string;
  /** In a path: the segment before it. */
  readonly before: string;
  /** Without the encoding of its place. */
  readonly text: string;
}

/** A part of a leaf's text that a template takes the place of. */
export interface TextSpan {
  readonly from: number;
  readonly to: number;
  /** "{{token}}" */
  readonly hole: string;
}

/** Ascending, without overlaps; none where the leaf stays as it is. */
export type LeafChange = (leaf: Leaf) => readonly TextSpan[];

/** `written`: encodes the text around the holes. */
export function filled(text: string, spans: readonly TextSpan[], written: (constant: string) => string): string {
  let whole = '';
  let at = 0;
  for (const { from, to, hole } of spans) {
    whole += written(text.slice(at, from)) + hole;
    at = to;
  }
  return whole + written(text.slice(at));
}

export function urlDecoded(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
