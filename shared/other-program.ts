// Another Onrush that is using the same history, and the sentences about it.

export interface OtherProgram {
  readonly kind: 'window' | 'browser' | 'command line';
  /** Number of its process on this computer. */
  readonly pid: number;
  /** The name of the run that it writes; null if it writes none. */
  readonly runName: string | null;
}

const WHO: Readonly<Record<OtherProgram['kind'], string>> = {
  window: 'Onrush in another window',
  browser: 'Onrush in a browser',
  'command line': 'The command line',
};

/** Shown for as long as the other program is there. */
export function otherProgramWords({ kind, pid, runName }: OtherProgram): string {
  const who = `${WHO[kind]} (process ${pid})`;
  if (runName === null) return `${who} is open with the same data folder. Start runs in only one of the two.`;
  return `${who} is writing the run “${runName}” to this history. Two loads on one computer disturb each other: wait for its end before you measure.`;
}

/** For the notes of a run that began while another one was going on. */
export function besideWords({ kind, pid, runName }: OtherProgram): string {
  const who = WHO[kind].replace('The command', 'the command');
  return `When this run began, ${who} (process ${pid}) was writing the run “${runName ?? ''}” on this computer. The two may have disturbed each other.`;
}

/** For the notes of the run that was going on. */
export function joinedWords(name: string): string {
  return `While this run went on, the run “${name}” began on this computer. The two may have disturbed each other.`;
}
