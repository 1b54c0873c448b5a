// The choices of the settings screen, one row per setting.
import { MOST_WORKERS } from '../../shared/plan/load-limits.ts';
import { THEMES, type Settings } from '../../shared/settings.ts';
import { stringCell } from './cells.ts';
import type { Database } from './database.ts';

export class SettingsStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** A missing or unknown value is replaced by its default. */
  get(): Settings {
    const rows = this.#database.read(() => this.#database.prepare('SELECT key, value FROM settings').all());
    const values = new Map(rows.map((row) => [stringCell(row, 'key'), stringCell(row, 'value')]));
    return {
      theme: THEMES.find((theme) => theme === values.get('theme')) ?? 'system',
      stopWhenRefused: values.get('stopWhenRefused') !== 'false',
      workers: workersOf(values.get('workers')),
      ...textOf('otlpUrl', values),
      ...textOf('traceUrl', values),
      ...textOf('reportHeading', values),
      ...(values.get('looksForNewer') === 'true' ? { looksForNewer: true } : {}),
    };
  }

  set(settings: Settings): Settings {
    this.#database.write(() => {
      const put = this.#database.prepare(
        'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      );
      for (const [key, value] of Object.entries(settings)) put.run(key, String(value));
    });
    return this.get();
  }
}

/** Returns an empty object if there is no such value. */
function textOf(key: 'otlpUrl' | 'traceUrl' | 'reportHeading', values: ReadonlyMap<string, string>): Partial<Settings> {
  const text = values.get(key) ?? '';
  return text === '' || text === 'undefined' ? {} : { [key]: text };
}

/** null is written as "null". */
function workersOf(value: string | undefined): number | null {
  const count = Number(value);
  return Number.isInteger(count) && count >= 1 && count <= MOST_WORKERS ? count : null;
}
