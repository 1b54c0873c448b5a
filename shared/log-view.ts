// What the host shows of its log.

export interface LogView {
  readonly folder: string;
  /** The last lines of the newest file. */
  readonly lines: readonly string[];
  /** The system shows the folder now. */
  readonly isFolderOpen: boolean;
}
