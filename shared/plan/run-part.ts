// The share of a run that this process sends, where several computers send it together: the iterations whose number leaves a rest.

export interface RunPart {
  /** From 0. */
  readonly part: number;
  readonly parts: number;
}

export const WHOLE_RUN: RunPart = { part: 0, parts: 1 };

/** How many of the first `total` belong to it. */
export function countOfPart(total: number, { part, parts }: RunPart): number {
  return total === Infinity ? Infinity : Math.floor((total - part - 1) / parts) + 1;
}

/** "Part 2 of 5 …": what is to be known of a run that is one. */
export function partWords({ part, parts }: RunPart): string {
  return `Part ${part + 1} of ${parts}: this computer sent every ${parts}th iteration of the plan. "merge" joins the parts.`;
}

/** "2/5"; null for anything else. */
export function parsePart(text: string): RunPart | null {
  const [, part, parts] = /^\s*(\d{1,4})\s*\/\s*(\d{1,4})\s*$/.exec(text) ?? [];
  const found = { part: Number(part) - 1, parts: Number(parts) };
  return part !== undefined && found.part >= 0 && found.part < found.parts ? found : null;
}
