// A command as a shell hands it to a program.

export interface ShellWord {
  readonly text: string;
  /** Why its text cannot be known here; null where it is. */
  readonly fault: string | null;
}

export interface ShellCommand {
  readonly words: readonly ShellWord[];
  /** The text of a here-document or here-string; null where there is none. */
  readonly input: ShellWord | null;
}
