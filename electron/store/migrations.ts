// The history's tables, one step per version of the file. Append only: a released step never changes.

/** The tables that every version of the file has. */
export const TABLES = ['runs', 'sample_batches', 'snapshots', 'plans', 'settings'] as const;

/** Step N brings a file from version N to N + 1 (PRAGMA user_version). */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE runs (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    plan_id TEXT,
    plan TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT,
    started_at INTEGER NOT NULL,
    summary TEXT NOT NULL,
    verdicts TEXT NOT NULL,
    owner_pid INTEGER NOT NULL,
    heartbeat_at INTEGER NOT NULL,
    deleted_at INTEGER
  );
  CREATE INDEX runs_by_start ON runs (started_at);

  CREATE TABLE sample_batches (
    run_id TEXT NOT NULL REFERENCES runs (id),
    seq INTEGER NOT NULL,
    worker INTEGER NOT NULL,
    count INTEGER NOT NULL,
    format INTEGER NOT NULL,
    columns BLOB NOT NULL,
    errors TEXT NOT NULL,
    UNIQUE (run_id, seq)
  );

  CREATE TABLE snapshots (
    run_id TEXT NOT NULL REFERENCES runs (id),
    idx INTEGER NOT NULL,
    data BLOB NOT NULL,
    UNIQUE (run_id, idx)
  );

  CREATE TABLE plans (
    id TEXT PRIMARY KEY,
    plan TEXT NOT NULL,
    saved_at INTEGER NOT NULL,
    deleted_at INTEGER
  );

  CREATE TABLE settings (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) WITHOUT ROWID;
  `,
  `
  CREATE TABLE confirmed_hosts (
    host TEXT PRIMARY KEY,
    confirmed_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  `,
  `
  CREATE TABLE failure_examples (
    run_id TEXT NOT NULL REFERENCES runs (id),
    outcome TEXT NOT NULL,
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    example TEXT NOT NULL
  );
  CREATE INDEX failure_examples_by_run ON failure_examples (run_id);
  `,
  `
  ALTER TABLE runs ADD COLUMN annotations TEXT NOT NULL DEFAULT '[]';
  `,
  `
  ALTER TABLE sample_batches ADD COLUMN addresses TEXT NOT NULL DEFAULT '[]';
  `,
  `
  ALTER TABLE runs ADD COLUMN notes TEXT NOT NULL DEFAULT '';
  ALTER TABLE runs ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
  ALTER TABLE runs ADD COLUMN starred INTEGER NOT NULL DEFAULT 0;
  `,
  // Older batches have no spans: what they hold is unknown until they are read.
  `
  CREATE TABLE batch_spans (
    run_id TEXT NOT NULL REFERENCES runs (id),
    seq INTEGER NOT NULL,
    first_row INTEGER NOT NULL,
    count INTEGER NOT NULL,
    first_ended_at REAL NOT NULL,
    last_ended_at REAL NOT NULL,
    first_due_at REAL NOT NULL,
    last_due_at REAL NOT NULL,
    failed INTEGER NOT NULL,
    cancelled INTEGER NOT NULL,
    longest_service REAL NOT NULL,
    longest_response REAL NOT NULL,
    PRIMARY KEY (run_id, seq)
  ) WITHOUT ROWID;
  `,
  `
  CREATE TABLE merged_snapshots (
    run_id TEXT NOT NULL REFERENCES runs (id),
    level INTEGER NOT NULL,
    slot INTEGER NOT NULL,
    data BLOB NOT NULL,
    UNIQUE (run_id, level, slot)
  );
  `,
  `
  ALTER TABLE runs ADD COLUMN machine TEXT;
  ALTER TABLE runs ADD COLUMN imported_from TEXT;
  ALTER TABLE runs ADD COLUMN is_baseline INTEGER NOT NULL DEFAULT 0;
  `,
  `
  CREATE TABLE generator_seconds (
    run_id TEXT NOT NULL REFERENCES runs (id),
    second INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    PRIMARY KEY (run_id, second)
  ) WITHOUT ROWID;
  `,
  `
  ALTER TABLE sample_batches ADD COLUMN requests TEXT NOT NULL DEFAULT '[]';
  `,
  // What lists show of a finished run, built when a list first needs it; and an index of the runs that are still going on.
  `
  CREATE TABLE run_briefs (
    run_id TEXT PRIMARY KEY REFERENCES runs (id),
    brief TEXT NOT NULL
  ) WITHOUT ROWID;
  -- All that lists read beside it: a run's own row is long, for it holds the plan and the summary.
  CREATE INDEX runs_listed ON runs (deleted_at, started_at, id, name, notes, tags, starred, plan_id, state, reason, verdicts,
    imported_from, is_baseline, owner_pid, heartbeat_at);
  CREATE INDEX runs_not_ended ON runs (state) WHERE state IN ('preparing', 'running', 'paused', 'stopping');
  `,
  // The folder of a plan's file, from which its relative paths count.
  `
  ALTER TABLE plans ADD COLUMN folder TEXT;
  `,
  // The checks of a batch's rows, so that those of a run that was killed can be counted.
  `
  ALTER TABLE sample_batches ADD COLUMN tally TEXT NOT NULL DEFAULT '';
  `,
  // Runs whose figures follow today's rules. The figures of older runs are computed again from their rows, one run after another.
  `
  CREATE TABLE counted_runs (
    run_id TEXT PRIMARY KEY REFERENCES runs (id)
  ) WITHOUT ROWID;
  `,
  // What another process, such as an open window, asks the process that writes a run to do.
  `
  CREATE TABLE stop_requests (
    run_id TEXT PRIMARY KEY REFERENCES runs (id),
    times INTEGER NOT NULL
  ) WITHOUT ROWID;
  `,
  // The number of a run among the runs of its name. It is in its own table so that no number is reused when runs are
  // deleted.
  `
  CREATE TABLE run_numbers (
    name TEXT NOT NULL,
    number INTEGER NOT NULL,
    run_id TEXT NOT NULL,
    PRIMARY KEY (name, number)
  ) WITHOUT ROWID;
  CREATE INDEX run_numbers_by_run ON run_numbers (run_id, name);
  INSERT OR IGNORE INTO run_numbers (name, number, run_id)
    SELECT name, row_number() OVER (PARTITION BY name ORDER BY started_at, rowid), id FROM runs INDEXED BY runs_listed;
  `,
  // Capacity searches, each as one text, and the runs that were their trials.
  `
  CREATE TABLE capacities (
    id TEXT PRIMARY KEY,
    search TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    owner_pid INTEGER NOT NULL,
    heartbeat_at INTEGER NOT NULL,
    deleted_at INTEGER
  );
  CREATE TABLE capacity_trials (
    run_id TEXT PRIMARY KEY REFERENCES runs (id),
    capacity_id TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX capacity_trials_by_search ON capacity_trials (capacity_id);
  `,
  // The load generators of a merged run; each batch says which of them sent its requests.
  `
  ALTER TABLE runs ADD COLUMN generators TEXT NOT NULL DEFAULT '[]';
  `,
  // The Server-Timing of the slowest requests of a batch.
  `
  ALTER TABLE sample_batches ADD COLUMN timings TEXT NOT NULL DEFAULT '[]';
  `,
  // Figures from outside, such as the CPU of a server. They have their own table because they may be added after a run.
  `
  CREATE TABLE run_series (
    run_id TEXT NOT NULL REFERENCES runs (id),
    name TEXT NOT NULL,
    series TEXT NOT NULL,
    PRIMARY KEY (run_id, name)
  ) WITHOUT ROWID;
  `,
];
