// A command as a shell hands it to a program.

export interface ShellWord {
  readonly text: string;
  /** Why its text cannot be known here; null where it is. */
  readonly fault: string | null;
  /** The path of the file that holds its text, which is the fault then. */
  readonly file?: string;
}

export interface ShellCommand {
  readonly words: readonly ShellWord[];
  /** The text of a here-document or here-string; null where there is none. */
  readonly input: ShellWord | null;
}
