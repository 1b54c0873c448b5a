// Typed reading of what SQLite returns. A cell of another type is damaged, which failing disks and other programs can cause.
import type { SQLOutputValue } from 'node:sqlite';
import { EMPTY_HISTOGRAM, subtractHistogram } from '../../shared/histogram.ts';
import { UserError } from '../../shared/errors.ts';
import { isNestedTooDeep } from '../../shared/nesting.ts';
import { allocateDots, type Snapshot, type Times } from '../../shared/snapshot.ts';
import { hasShape, type Shape } from './has-shape.ts';
import { unpackSnapshot } from './packed-snapshot.ts';

export type Cells = Readonly<Record<string, SQLOutputValue>>;

export function stringCell(cells: Cells, name: string): string {
  const value = cells[name];
  if (typeof value !== 'string') throw damagedCell(name);
  return value;
}

export function optionalTextCell(cells: Cells, name: string): string | null {
  return cells[name] === null ? null : stringCell(cells, name);
}

export function numberCell(cells: Cells, name: string): number {
  const value = cells[name];
  if (typeof value !== 'number') throw damagedCell(name);
  return value;
}

/** The furthest from 1970 that a Date can be, in ms. */
const FURTHEST_MS = 8.64e15;

/** A point in time in epoch ms. @throws UserError store_damaged */
export function timeCell(cells: Cells, name: string): number {
  const value = numberCell(cells, name);
  if (Math.abs(value) > FURTHEST_MS) throw damagedCell(name);
  return value;
}

export function bytesCell(cells: Cells, name: string): Uint8Array<ArrayBuffer> {
  const value = cells[name];
  if (!(value instanceof Uint8Array)) throw damagedCell(name);
  return value;
}

/** JSON of any type. @throws UserError store_damaged */
export function parsedCell(cells: Cells, name: string): unknown {
  const text = stringCell(cells, name);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw damagedCell(name);
  }
  if (isNestedTooDeep(value)) throw damagedCell(name);
  return value;
}

/** JSON with the types of the example. @throws UserError store_damaged */
export function jsonCell<T>(cells: Cells, name: string, example: Shape<T>): T {
  const value = parsedCell(cells, name);
  if (!hasShape<T>(value, example)) throw damagedCell(name);
  return value;
}

/** A list, each of its items with the types of the example. @throws UserError store_damaged */
export function listCell<T>(cells: Cells, name: string, example: Shape<T>): T[] {
  const list = parsedCell(cells, name);
  if (!Array.isArray(list) || !list.every((item) => hasShape<T>(item, example))) throw damagedCell(name);
  return list;
}

export function damagedCell(name: string): UserError {
  return new UserError('store_damaged', `This part of the history is damaged and cannot be read (${name}).`);
}

export function snapshotCell(cells: Cells, name: string): Snapshot {
  const value = unpacked(bytesCell(cells, name), name);
  if (!isSnapshot(value)) throw damagedCell(name);
  // Old runs have no generator health, and in the oldest ones the dots do not name their steps.
  const dots = { ...allocateDots(value.dots.endedAt.length), ...value.dots };
  if (!hasShape(dots, NO_DOTS)) throw damagedCell(name);
  const { cancellations, ...snapshot } = value;
  const times = cancellations === undefined ? {} : timesWithout(cancellations, snapshot);
  return { ...snapshot, ...times, dots, health: value.health ?? null };
}

/** Older snapshots included the times of cancelled requests and also stored these times separately. */
function timesWithout(cancelled: Times, { service, response }: Times): Times {
  return { service: subtractHistogram(service, cancelled.service), response: subtractHistogram(response, cancelled.response) };
}

interface StoredSnapshot extends Omit<Snapshot, 'health'>, Partial<Pick<Snapshot, 'health'>> {
  readonly cancellations?: Times;
}

function unpacked(bytes: Uint8Array, name: string): unknown {
  try {
    return unpackSnapshot(bytes);
  } catch {
    throw damagedCell(name);
  }
}

const NO_DOTS = allocateDots(0);
const SNAPSHOT: Shape<StoredSnapshot> = {
  index: 0,
  startAt: 0,
  endAt: 0,
  due: 0,
  started: 0,
  succeeded: 0,
  failed: 0,
  bytesIn: 0,
  level: 0,
  service: EMPTY_HISTOGRAM,
  response: EMPTY_HISTOGRAM,
  outcomes: {},
  dots: { endedAt: NO_DOTS.endedAt },
};

function isSnapshot(value: unknown): value is StoredSnapshot {
  return hasShape<StoredSnapshot>(value, SNAPSHOT) && Number.isFinite(value.endAt);
}
