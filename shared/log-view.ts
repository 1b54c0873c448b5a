// What the host shows of its log.

export interface LogView {
  readonly folder: string;
  /** Of the newest file, the last ones. */
  readonly lines: readonly string[];
  /** The system shows the folder now. */
  readonly isFolderOpen: boolean;
}
