// The beginning of a data file of a plan, to look at before a run.

/** At most this number of rows is shown. */
export const PREVIEWED_ROWS = 5;

export interface DataPreview {
  readonly columns: readonly string[];
  /** The first ones, cell by cell, as text. */
  readonly rows: readonly (readonly string[])[];
  /** null where the file is too large to be read whole for a look. */
  readonly rowCount: number | null;
  readonly bytes: number;
}
