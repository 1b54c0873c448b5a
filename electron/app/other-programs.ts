// All other Onrush processes that use this data folder: hosts, and any process that writes a run to the history.
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

  /** Processes that write a run come first. */
  list(): readonly OtherProgram[] {
    const runs = this.#writing();
    const busy = new Set(runs.map(({ program }) => program.pid));
    const idle = openHosts(this.#folder).filter(({ pid }) => !busy.has(pid));
    return [...runs.map(({ program }) => program), ...idle.map(({ kind, pid }) => ({ kind, pid, runName: null }))];
  }

  /**
   * Notes in a run that begins which other runs it runs beside, and notes in those that it has begun. @returns the notes of the
   * new run
   */
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
