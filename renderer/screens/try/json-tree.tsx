// A JSON body as a tree: fold it, search it, press a value.
import { TextInput } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconCircleCheck, IconForbid, IconSearch } from '@tabler/icons-react';
import { useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { formatCount, plural } from '../../../shared/format.ts';
import { checkName } from '../../../shared/plan/journey/check-name.ts';
import { jsonOf, type JsonValue } from '../../../shared/plan/journey/value.ts';
import type { Step } from '../../../shared/plan/plan.ts';
import type { TriedStep } from '../../../shared/try-once.ts';
import { jsonRows, MEMBERS_AT_ONCE, rowMatches, type JsonRow, type TreeState } from './json-rows.ts';
import type { ValueActions } from './value-actions.ts';
import { ValueMenu } from './value-menu.tsx';
import css from './json-tree.module.css';
import textCss from '../../ui/text.module.css';
import { shorten } from '../../../shared/shorten.ts';

interface JsonTreeProps {
  readonly document: JsonValue;
  readonly step: TriedStep;
  /** The step in the current plan. */
  readonly source: Step | null;
  readonly actions: ValueActions;
}

export function JsonTree({ document, step, source, actions }: JsonTreeProps) {
  const [state, setState] = useState<TreeState>({ folds: new Map(), shown: new Map() });
  const [search, setSearch] = useState('');
  const [focused, setFocused] = useState('$');
  const tree = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => jsonRows(document, state), [document, state]);
  const shown = search.trim() === '' ? rows : rows.filter((row) => rowMatches(row, search.trim()));
  const current = shown.some(({ path }) => path === focused) ? focused : (shown[0]?.path ?? '$');
  const fold = (path: string, isOpen: boolean): void => setState({ ...state, folds: new Map([...state.folds, [path, isOpen]]) });

  function focus(row: JsonRow | undefined): void {
    if (row === undefined) return;
    setFocused(row.path);
    tree.current?.querySelector<HTMLElement>(`[data-path="${CSS.escape(row.path)}"]`)?.focus();
  }

  function handleKey(event: KeyboardEvent): void {
    if (!(event.target instanceof HTMLElement) || event.target.getAttribute('role') !== 'treeitem') return;
    const at = shown.findIndex(({ path }) => path === current);
    const row = shown[at];
    if (row === undefined || !moves(event, row, at)) return;
    event.preventDefault();
  }

  function moves({ key, currentTarget }: KeyboardEvent, row: JsonRow, at: number): boolean {
    if (key === 'ArrowDown') focus(shown[at + 1]);
    else if (key === 'ArrowUp') focus(shown[at - 1]);
    else if (key === 'Home') focus(shown[0]);
    else if (key === 'End') focus(shown.at(-1));
    else if (key === 'ArrowRight' && row.count !== null) {
      if (row.isOpen) focus(shown[at + 1]);
      else fold(row.path, true);
    } else if (key === 'ArrowLeft') {
      if (row.isOpen) fold(row.path, false);
      else focus(shown.slice(0, at).findLast(({ level }) => level < row.level));
    } else if (key === 'Enter' || key === ' ') {
      currentTarget.querySelector<HTMLElement>(`[data-path="${CSS.escape(row.path)}"] [data-value]`)?.click();
    } else return false;
    return true;
  }

  return (
    <div className={css['tree-box']}>
      <TextInput
        size="xs"
        className={css['search'] ?? ''}
        aria-label="Find a value"
        placeholder="Find a value"
        leftSection={<IconSearch size={14} stroke={1.75} aria-hidden />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      {shown.length === 0 && <p className={css['nothing']}>Nothing here holds “{search.trim()}”.</p>}
      <div role="tree" aria-label="Body" tabIndex={-1} ref={tree} onKeyDown={handleKey}>
        {shown.map((row) => (
          <TreeRow
            key={row.path}
            row={row}
            isFocused={row.path === current}
            onFold={() => fold(row.path, !row.isOpen)}
            onMore={() =>
              setState({
                ...state,
                shown: new Map([...state.shown, [row.path, (state.shown.get(row.path) ?? MEMBERS_AT_ONCE) + MEMBERS_AT_ONCE]]),
              })
            }
            onFocus={() => setFocused(row.path)}
            actions={actions}
          >
            <RowNotes row={row} step={step} source={source} />
          </TreeRow>
        ))}
      </div>
    </div>
  );
}

interface TreeRowProps {
  readonly row: JsonRow;
  readonly isFocused: boolean;
  readonly onFold: () => void;
  readonly onMore: () => void;
  readonly onFocus: () => void;
  readonly actions: ValueActions;
  readonly children: ReactNode;
}

function TreeRow({ row, isFocused, onFold, onMore, onFocus, actions, children }: TreeRowProps) {
  const { path, key, value, level, count, isOpen, more } = row;
  return (
    <div
      role="treeitem"
      aria-level={level}
      aria-expanded={count === null || count === 0 ? undefined : isOpen}
      aria-selected={isFocused}
      tabIndex={isFocused ? 0 : -1}
      data-path={path}
      className={css['row']}
      style={{ paddingInlineStart: (level - 1) * 16 + 4 }}
      onFocus={onFocus}
    >
      {count !== null && count > 0 ? (
        <button type="button" tabIndex={-1} aria-label={isOpen ? 'Fold' : 'Unfold'} className={css['fold']} onClick={onFold}>
          {isOpen ? <IconChevronDown size={12} aria-hidden /> : <IconChevronRight size={12} aria-hidden />}
        </button>
      ) : (
        <span className={css['fold']} />
      )}
      {key !== null && <span className={css['key']}>{key}:</span>}
      <ValueMenu pressed={{ kind: 'json', path, value }} actions={actions}>
        <button type="button" tabIndex={-1} data-value className={count === null ? css['value'] : css['count']}>
          {count === null ? printed(value) : countWords(value, count)}
        </button>
      </ValueMenu>
      {children}
      {more > 0 && (
        <button type="button" tabIndex={-1} className={css['more']} onClick={onMore}>
          Show {formatCount(Math.min(more, MEMBERS_AT_ONCE))} more of {formatCount(more)}
        </button>
      )}
    </div>
  );
}

interface RowNotesProps {
  readonly row: JsonRow;
  readonly step: TriedStep;
  readonly source: Step | null;
}

/** The checks and extractions of this value in the plan. */
function RowNotes({ row, step, source }: RowNotesProps) {
  const isOfRow = (name: string): boolean => name.startsWith(`${row.path} `);
  const tried = step.checks.filter(({ name }) => isOfRow(name));
  const added = checksIn(source).filter((name) => isOfRow(name) && !tried.some((one) => one.name === name));
  const taken = Object.entries(source?.extract ?? {}).flatMap(([name, { json }]) => (json === row.path ? [name] : []));
  const same =
    row.count === null ? step.values.find(({ name, value }) => value === row.value && !taken.includes(name)) : undefined;
  return (
    <>
      {tried.map(({ name, passed }) => (
        <span key={name} className={css['note']} data-failed={passed ? undefined : ''}>
          {passed ? <IconCircleCheck size={13} stroke={1.75} aria-hidden /> : <IconForbid size={13} stroke={1.75} aria-hidden />}
          {name.slice(row.path.length + 1)}
        </span>
      ))}
      {added.map((name) => (
        <span key={name} className={css['note']}>
          {name.slice(row.path.length + 1)}, not tried yet
        </span>
      ))}
      {taken.map((name) => (
        <span key={name} className={css['note']}>
          → <span className={textCss['value-chip']}>{name}</span>
        </span>
      ))}
      {same !== undefined && row.value !== null && (
        <span className={css['note']}>
          the same as <span className={textCss['value-chip']}>{same.name}</span>
        </span>
      )}
    </>
  );
}

function checksIn(source: Step | null): readonly string[] {
  return (source?.checks ?? []).map(checkName);
}

const MOST_PRINTED = 400;

function printed(value: JsonValue): string {
  return shorten(jsonOf(value), MOST_PRINTED);
}

function countWords(value: JsonValue, count: number): string {
  return `${formatCount(count)} ${plural(count, Array.isArray(value) ? 'item' : 'member')}`;
}
