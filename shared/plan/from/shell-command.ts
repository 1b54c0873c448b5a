// A command as a shell passes it to a program.

export interface ShellWord {
  readonly text: string;
  /** Why its text cannot be known here; null if it is known. */
  readonly fault: string | null;
  /** The path of the file that contains its text, which is then the reason. */
  readonly file?: string;
}

export interface ShellCommand {
  readonly words: readonly ShellWord[];
  /** The text of a here-document or here-string; null if there is none. */
  readonly input: ShellWord | null;
}
