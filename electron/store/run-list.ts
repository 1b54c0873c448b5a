// The list of runs: slim rows that are read without parsing a plan or summary again. A damaged run never hides the others.
import type { Plan } from '../../shared/plan/plan.ts';
import { shownUrl } from '../../shared/plan/journey/shown-url.ts';
import { hideSecretsIn } from '../../shared/plan/secret.ts';
import type { PlanBrief, RunBrief, RunRow, SummaryBrief } from '../../shared/run.ts';
import { emptySummary, type RunSummary } from '../../shared/summary.ts';
import { parsedCell, stringCell, type Cells } from './cells.ts';
import type { Database } from './database.ts';
import { hasShape, type Shape } from './has-shape.ts';
import { hasShapeOfPlan } from './plan-cell.ts';
import { RUN_NUMBER } from './run-numbers.ts';
import { runHead, isOverCells, RUN_COLUMNS, runRow } from './run-rows.ts';
import { summaryCell } from './stored-shapes.ts';
import { attempt } from './attempt.ts';
import { cellsOneByOne } from './tolerant-row.ts';

const HEAD =
  'id, name, notes, tags, starred, plan_id, state, reason, started_at, verdicts, imported_from, is_baseline, owner_pid, heartbeat_at';
const LIST = `SELECT ${HEAD}, ${RUN_NUMBER}, brief, capacity_id FROM runs INDEXED BY runs_listed LEFT JOIN run_briefs ON run_briefs.run_id = id
  LEFT JOIN capacity_trials ON capacity_trials.run_id = id WHERE deleted_at IS NULL ORDER BY started_at DESC, runs.rowid DESC`;
/** A search considers only this many of a plan's URLs. */
const MOST_URLS = 8;
/** At most this many rows of a damaged table are tried, one by one. */
const MOST_ROWS = 100_000;

type Brief = Pick<RunBrief, 'plan' | 'summary'>;

export class RunList {
  readonly #database: Database;
  /** Finished runs, which no longer change. */
  readonly #known = new Map<string, { readonly text: string; readonly brief: Brief }>();

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Newest first. `isLive` says whether this process writes the run; `only` restricts the list to these ids. @throws UserError
   * store_unavailable
   */
  read(isLive: (id: string) => boolean, now: number, only: ReadonlySet<string> | null = null): RunBrief[] {
    const found = attempt(() => this.#database.read(() => this.#database.prepare(LIST).all()));
    const all = found !== undefined && this.#holdsAll(found) ? found : this.#damaged();
    const rows = only === null ? all : all.filter(({ id }) => only.has(String(id)));
    const fresh: (readonly [string, string])[] = [];
    const listed = rows.map((cells) => {
      const live = isLive(String(cells['id']));
      const known = this.#kept(cells);
      if (known !== undefined) return { ...runHead(cells, live, now), ...known };
      const id = stringCell(cells, 'id');
      const made = this.#made(id);
      if (made !== null && isOverCells(cells)) fresh.push([id, JSON.stringify(made)]);
      return made === null
        ? briefOf(this.#whole(id, live, now) ?? runRow(cells, live, now))
        : { ...runHead(cells, live, now), ...made };
    });
    this.#keep(fresh);
    return listed;
  }

  /**
   * A damaged index may return other rows than it should, which SQLite does not notice. The ids are therefore compared with those
   * of a separate index.
   */
  #holdsAll(rows: readonly Cells[]): boolean {
    const listed = new Set(rows.map(({ id }) => id));
    const missing = this.#ids().filter((id) => !listed.has(id));
    if (missing.length === 0) return true;
    const sql = 'SELECT count(*) AS count FROM runs INDEXED BY runs_listed WHERE deleted_at IS NOT NULL';
    const deleted = attempt(() => this.#database.read(() => this.#database.prepare(sql).get()));
    return deleted?.['count'] === missing.length;
  }

  /** The columns of a run that the list's own index contains, for a run whose row cannot be read. */
  headCells(id: string): Cells | undefined {
    const sql = `SELECT ${HEAD}, ${RUN_NUMBER} FROM runs INDEXED BY runs_listed WHERE deleted_at IS NULL AND id = ?`;
    return attempt(() => this.#database.read(() => this.#database.prepare(sql).get(id)));
  }

  #kept(cells: Cells): Brief | undefined {
    const id = String(cells['id']);
    const text = cells['brief'];
    if (typeof text !== 'string') return undefined;
    const known = this.#known.get(id);
    if (known?.text === text) return known.brief;
    const brief = attempt(() => parsedCell(cells, 'brief'));
    // A brief in another shape is made again from the run itself.
    if (!isBrief(brief)) return undefined;
    this.#known.set(id, { text, brief });
    return brief;
  }

  /** Made from the stored texts without the plan's parser; null if they do not have today's shape. */
  #made(id: string): Brief | null {
    const sql = 'SELECT plan, summary FROM runs WHERE id = ?';
    const cells = attempt(() => this.#database.read(() => this.#database.prepare(sql).get(id)));
    const plan = cells === undefined ? undefined : attempt(() => parsedCell(cells, 'plan'));
    const summary = cells === undefined ? undefined : attempt(() => summaryCell(cells));
    if (summary === undefined || !hasShapeOfPlan(plan)) return null;
    return { plan: planBrief(plan), summary: summaryBrief(summary) };
  }

  #whole(id: string, live: boolean, now: number): RunRow | null {
    const cells = attempt(() =>
      this.#database.read(() => this.#database.prepare(`SELECT *, ${RUN_NUMBER} FROM runs WHERE id = ?`).get(id)),
    );
    return cells === undefined ? null : runRow(cells, live, now);
  }

  /** Nobody waits for this: a brief that cannot be written now is made again later. */
  #keep(briefs: readonly (readonly [string, string])[]): void {
    if (briefs.length === 0) return;
    attempt(() =>
      this.#database.writeQuietly(() => {
        const put = this.#database.prepare('INSERT OR REPLACE INTO run_briefs (run_id, brief) VALUES (?, ?)');
        for (const [id, brief] of briefs) put.run(id, brief);
      }),
    );
  }

  /** As many rows as can be found, through an index or by their numbers. */
  #damaged(): Cells[] {
    return cellsOneByOne(this.#database, this.#ids(), RUN_COLUMNS).filter(({ deleted_at }) => typeof deleted_at !== 'number');
  }

  #ids(): string[] {
    const all = (sql: string): string[] | undefined =>
      attempt(() =>
        this.#database.read(() =>
          this.#database
            .prepare(sql)
            .all()
            .map((cells) => stringCell(cells, 'id')),
        ),
      );
    const found =
      all('SELECT id FROM runs INDEXED BY sqlite_autoindex_runs_1 ORDER BY id') ??
      all('SELECT DISTINCT run_id AS id FROM snapshots');
    return found ?? this.#idsByRow();
  }

  #idsByRow(): string[] {
    const one = this.#database.prepare('SELECT id FROM runs WHERE rowid = ?');
    const last = attempt(() => this.#database.read(() => this.#database.prepare('SELECT max(rowid) AS last FROM runs').get()));
    const ids: string[] = [];
    // A damaged number may have any value.
    const end = Math.min(MOST_ROWS, Number(last?.['last'] ?? 0));
    for (let rowid = 1; rowid <= end; rowid += 1) {
      const cells = attempt(() => this.#database.read(() => one.get(rowid)));
      if (typeof cells?.['id'] === 'string') ids.push(cells['id']);
    }
    return ids;
  }
}

const BRIEF: Shape<Brief> = {
  plan: { name: '', load: { model: 'open' }, warmup: 0, thresholds: [], scenarios: [{ steps: [{ url: '' }] }] },
  summary: summaryBrief(emptySummary()),
};

function isBrief(value: unknown): value is Brief {
  return hasShape<Brief>(value, BRIEF);
}

function briefOf({ plan, summary, ...row }: RunRow): RunBrief {
  const { annotations: _annotations, machine, ...head } = row;
  const sender = machine?.sentBy === undefined ? {} : { sentBy: machine.sentBy };
  return { ...head, ...sender, plan: planBrief(plan), summary: summaryBrief(summary) };
}

/** Variables in the URLs are filled in, so that a search finds a host that a variable contains; values of secret fields are not shown. */
function planBrief(plan: Plan): PlanBrief {
  const { name, load, warmup, thresholds, environment, scenarios } = plan;
  const urls = scenarios.flatMap((scenario) => scenario.steps.map(({ url }) => url)).slice(0, MOST_URLS);
  const steps = urls.map((url) => ({ url: hideSecretsIn(shownUrl(url, plan), []) }));
  const chosen = environment === undefined ? {} : { environment };
  return { name, load, warmup, thresholds, ...chosen, scenarios: [{ steps }] };
}

function summaryBrief(summary: RunSummary): SummaryBrief {
  const { durationMs, requests, throughput, serviceTime, responseTime } = summary;
  const { outcomes, statusCodes, warmupRequests, iterations, generator } = summary;
  const times = { serviceTime, responseTime };
  return { durationMs, requests, throughput, ...times, outcomes, statusCodes, warmupRequests, iterations, generator };
}
