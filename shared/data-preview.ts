// A preview of a plan's data file before a run.

/** At most this number of rows is shown. */
export const PREVIEWED_ROWS = 5;

export interface DataPreview {
  readonly columns: readonly string[];
  /** The first ones, cell by cell, as text. */
  readonly rows: readonly (readonly string[])[];
  /** Null if the file is too large to be read completely for a preview. */
  readonly rowCount: number | null;
  readonly bytes: number;
}
