// One leaf of a request, and where names replace parts of its text. Pure.
export interface Leaf {
  readonly place: 'path' | 'query' | 'header' | 'body';
  /** The name of its parameter, header or member; "" in a path. */
  readonly field: string;
  /** In a path: the previous segment. */
  readonly before: string;
  /** Decoded from the encoding of its place. */
  readonly text: string;
}

/** A part of a leaf's text that a template replaces. */
export interface TextSpan {
  readonly from: number;
  readonly to: number;
  /** For example "{{token}}". */
  readonly hole: string;
}

/** Ascending, without overlaps; empty if the leaf stays as it is. */
export type LeafChange = (leaf: Leaf) => readonly TextSpan[];

/** `written` encodes the text around the holes. */
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
