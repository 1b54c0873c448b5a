// The share of a run that this process sends if several computers send it together: the iterations whose number leaves a certain
// remainder.

export interface RunPart {
  /** Counts from 0. */
  readonly part: number;
  readonly parts: number;
}

export const WHOLE_RUN: RunPart = { part: 0, parts: 1 };

/** How many of the first `total` iterations belong to it. */
export function countOfPart(total: number, { part, parts }: RunPart): number {
  return total === Infinity ? Infinity : Math.floor((total - part - 1) / parts) + 1;
}

/** "Part 2 of 5 …": the note on a run that is one part. */
export function partWords({ part, parts }: RunPart): string {
  return `Part ${part + 1} of ${parts}: this computer sent every ${parts}th iteration of the plan. "merge" joins the parts.`;
}

/** Parses "2/5"; returns null for anything else. */
export function parsePart(text: string): RunPart | null {
  const [, part, parts] = /^\s*(\d{1,4})\s*\/\s*(\d{1,4})\s*$/.exec(text) ?? [];
  const found = { part: Number(part) - 1, parts: Number(parts) };
  return part !== undefined && found.part >= 0 && found.part < found.parts ? found : null;
}
