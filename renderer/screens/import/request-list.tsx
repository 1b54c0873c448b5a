// The requests of the file as checkboxes, group by group, and the kinds that are excluded by default.
import { Checkbox, Switch } from '@mantine/core';
import { useState, type KeyboardEvent } from 'react';
import { formatCount, formatTime } from '../../../shared/format.ts';
import type { Imported } from '../../../shared/plan/from/imported/imported.ts';
import {
  ASIDE_KINDS,
  ASIDE_LABEL,
  ASIDE_NAME,
  importGroups,
  keysAside,
  rowName,
  withKeys,
  type ImportGroup,
  type ImportRow,
} from './import-rows.ts';
import { keyedRequests } from '../../host/chosen-plan.ts';
import { HostMenu } from './host-menu.tsx';
import { shownRows } from './shown-rows.ts';
import textCss from '../../ui/text.module.css';
import css from './import-screen.module.css';

interface RequestListProps {
  readonly imported: Imported;
  readonly ticked: ReadonlySet<string>;
  readonly total: number;
  readonly onTick: (ticked: ReadonlySet<string>) => void;
}

export function RequestList({ imported, ticked, total, onTick }: RequestListProps) {
  const groups = importGroups(imported, ticked);
  const all = keyedRequests(imported).map(({ key }) => key);
  return (
    <section className={css['list']} aria-label="Requests">
      <div className={css['list-head']}>
        <Checkbox
          size="xs"
          checked={ticked.size === all.length}
          indeterminate={ticked.size > 0 && ticked.size < all.length}
          onChange={({ currentTarget }) => onTick(withKeys(ticked, all, currentTarget.checked))}
          label={
            <>
              <strong>{formatCount(ticked.size)}</strong> <span className={css['note']}>of {formatCount(total)} requests</span>
            </>
          }
        />
        <HostMenu {...{ imported, ticked, onTick }} />
      </div>
      <Rows groups={groups} onTick={(keys, isOn) => onTick(withKeys(ticked, keys, isOn))} />
      <LeftAside imported={imported} ticked={ticked} onTick={onTick} />
    </section>
  );
}

interface RowsProps {
  readonly groups: readonly ImportGroup[];
  readonly onTick: (keys: readonly string[], isOn: boolean) => void;
}

function Rows({ groups, onTick }: RowsProps) {
  const [top, setTop] = useState(0);
  const { above, groups: shown, below } = shownRows(groups, top, window.innerHeight);
  return (
    <div
      className={css['rows']}
      role="presentation"
      onKeyDown={handleArrows}
      onScroll={({ currentTarget }) => setTop(currentTarget.scrollTop)}
    >
      {above > 0 && <div style={{ height: above }} />}
      {shown.map(({ group: { key, name, rows: all }, hasHead, rows }) => (
        <section key={key} aria-label={name === '' ? 'Requests' : name}>
          {hasHead && (
            <h2 className={css['group']}>
              <GroupTick
                name={name}
                rows={all}
                onTick={(isOn) =>
                  onTick(
                    all.map((row) => row.key),
                    isOn,
                  )
                }
              />
            </h2>
          )}
          {rows.map((row) => (
            <Row key={row.key} row={row} onTick={(isOn) => onTick([row.key], isOn)} />
          ))}
        </section>
      ))}
      {below > 0 && <div style={{ height: below }} />}
    </div>
  );
}

/** Arrow keys move between the checkboxes, as in a table. */
function handleArrows(event: KeyboardEvent<HTMLElement>): void {
  const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (by === 0) return;
  const ticks = [...event.currentTarget.querySelectorAll<HTMLInputElement>('input[type=checkbox]')];
  const next = ticks[ticks.findIndex((tick) => tick === document.activeElement) + by];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

interface GroupTickProps {
  readonly name: string;
  readonly rows: readonly ImportRow[];
  readonly onTick: (isOn: boolean) => void;
}

function GroupTick({ name, rows, onTick }: GroupTickProps) {
  const ticked = rows.filter(({ number }) => number !== null).length;
  return (
    <Checkbox
      size="xs"
      checked={ticked === rows.length}
      indeterminate={ticked > 0 && ticked < rows.length}
      onChange={({ currentTarget }) => onTick(currentTarget.checked)}
      aria-label={`All of ${name}`}
      label={
        <>
          {name} <span className={css['note']}>{formatCount(rows.length)}</span>
        </>
      }
    />
  );
}

interface RowProps {
  readonly row: ImportRow;
  readonly onTick: (isOn: boolean) => void;
}

function Row({ row: { request, number }, onTick }: RowProps) {
  const { step, leftAside, recorded } = request;
  const name = rowName(request);
  const reason = leftAside === null || number !== null ? '' : ASIDE_LABEL[leftAside];
  return (
    <label className={css['row']} data-ticked={number !== null}>
      <Checkbox
        size="xs"
        checked={number !== null}
        onChange={({ currentTarget }) => onTick(currentTarget.checked)}
        aria-label={`${step.method ?? 'GET'} ${name}`}
      />
      <span className={css['number']}>{number}</span>
      <span className={css['method']}>{step.method ?? 'GET'}</span>
      <span className={css['what']}>
        <span className={css['name']} title={name}>
          {name}
        </span>
        <span className={css['url']} title={step.url}>
          {step.url}
        </span>
      </span>
      <span className={css['aside']}>
        {reason !== '' && <span>{reason}</span>}
        {Object.keys(step.extract ?? {}).map((value) => (
          <code key={value} className={textCss['name-chip']}>
            {value}
          </code>
        ))}
        {recorded?.status !== null && recorded?.status !== undefined && <span>{recorded.status}</span>}
        {recorded?.durationMs !== null && recorded?.durationMs !== undefined && <span>{formatTime(recorded.durationMs)}</span>}
      </span>
    </label>
  );
}

function LeftAside({ imported, ticked, onTick }: Omit<RequestListProps, 'total'>) {
  const kinds = ASIDE_KINDS.map((kind) => ({ kind, keys: keysAside(imported, kind) })).filter(({ keys }) => keys.length > 0);
  if (kinds.length === 0) return null;
  return (
    <section className={css['foot']} aria-label="Left aside">
      <h2>Left aside</h2>
      {kinds.map(({ kind, keys }) => (
        <div className={css['kind']} key={kind}>
          <Switch
            size="xs"
            checked={keys.every((key) => ticked.has(key))}
            onChange={({ currentTarget }) => onTick(withKeys(ticked, keys, currentTarget.checked))}
            label={ASIDE_NAME[kind]}
          />
          <span>{formatCount(keys.length)}</span>
        </div>
      ))}
    </section>
  );
}
