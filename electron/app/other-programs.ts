// Every other Onrush on this data folder: hosts that are open, and whatever else writes a run to the history.
import { besideWords, joinedWords, type OtherProgram } from '../../shared/other-program.ts';
import type { OtherRuns } from '../store/other-runs.ts';
import { openHosts } from './open-hosts.ts';

interface OtherProgramRun {
  readonly runId: string;
  readonly program: OtherProgram;
}

export class OtherPrograms {
  readonly #folder: string;
  readonly #runs: OtherRuns;

  constructor(folder: string, runs: OtherRuns) {
    this.#folder = folder;
    this.#runs = runs;
  }

  /** Those that write a run first. */
  list(): readonly OtherProgram[] {
    const runs = this.#writing();
    const busy = new Set(runs.map(({ program }) => program.pid));
    const idle = openHosts(this.#folder).filter(({ pid }) => !busy.has(pid));
    return [...runs.map(({ program }) => program), ...idle.map(({ kind, pid }) => ({ kind, pid, runName: null }))];
  }

  /** Writes into the notes of a run that begins what it begins beside, and into theirs that it began. @returns what its own say */
  noteBeside(runId: string, name: string): readonly string[] {
    return this.#writing().map(({ runId: other, program }) => {
      const sentence = besideWords(program);
      this.#runs.addNote(runId, sentence);
      this.#runs.addNote(other, joinedWords(name));
      return sentence;
    });
  }

  #writing(): readonly OtherProgramRun[] {
    const runs = this.#runs.goingOn();
    if (runs.length === 0) return [];
    const kinds = new Map(openHosts(this.#folder).map(({ pid, kind }) => [pid, kind]));
    return runs.map(({ id, name, pid }) => ({
      runId: id,
      program: { kind: kinds.get(pid) ?? 'command line', pid, runName: name },
    }));
  }
}
