// Checks every import against the table of rooms. A violation is reported as one sentence that says what to do.
import type { Import } from './imports.ts';
import type { Room } from './rooms.ts';

/**
 * Rooms that every room may use, whatever its line says; the preload script may not, because it runs next to untrusted content.
 */
const OPEN = /^shared(\/|$)/;
const PRELOAD = 'electron/preload.ts';
const PRELOAD_MAY = ['shared/window-bridge.ts'];

export function brokenRules(imports: readonly Import[], rooms: readonly Room[]): string[] {
  const broken = new Set<string>(upwardRules(rooms));
  for (const one of imports) {
    const fault = faultOf(one, rooms);
    if (fault !== null) broken.add(fault);
  }
  return [...broken];
}

/** The arrows between rooms that really exist in the code, as "from -> to". */
export function arrowsBetween(imports: readonly Import[], rooms: readonly Room[]): Set<string> {
  const arrows = new Set<string>();
  for (const { from, to, isPackage } of imports) {
    const [start, end] = [roomOf(from, rooms), isPackage ? null : roomOf(to, rooms)];
    if (start !== null && end !== null && start !== end) arrows.add(`${start.name} -> ${end.name}`);
  }
  return arrows;
}

export function roomOf(path: string, rooms: readonly Room[]): Room | null {
  let found: Room | null = null;
  for (const room of rooms) {
    const holds = path === room.name || path.startsWith(`${room.name}/`);
    if (holds && room.name.length > (found?.name.length ?? 0)) found = room;
  }
  return found;
}

function faultOf({ from, to, isPackage }: Import, rooms: readonly Room[]): string | null {
  const room = roomOf(from, rooms);
  if (room === null) return `${from} lies in no room: give its folder a line in build/rooms/rooms.txt.`;
  if (isPackage) {
    return mayUse(room, to)
      ? null
      : `${from} imports ${to}, which ${room.name} may not: take what you need as an argument, or from a room that may.`;
  }
  const target = roomOf(to, rooms);
  if (target === null) return `${from} imports ${to}, which lies in no room: give its folder a line in build/rooms/rooms.txt.`;
  if (target === room || isSheetOfScreen(from, to) || mayImport(room, target, to)) return null;
  return `${from} imports ${to}, but ${room.name} may not import ${target.name}: move what both need to a room below, or hand it over as an argument.`;
}

/** The rooms of one screen share its style sheets, which import nothing. */
function isSheetOfScreen(from: string, to: string): boolean {
  const screen = /^renderer\/screens\/[^/]+\//.exec(to)?.[0];
  return to.endsWith('.css') && screen !== undefined && from.startsWith(screen);
}

function mayImport(room: Room, target: Room, path: string): boolean {
  if (room.name === PRELOAD && OPEN.test(target.name)) return PRELOAD_MAY.includes(path);
  return OPEN.test(target.name) || room.rooms.includes(target.name);
}

function mayUse({ packages }: Room, name: string): boolean {
  return packages.some((allowed) =>
    allowed.endsWith('*') ? name.startsWith(allowed.slice(0, -1)) : name === allowed || name.startsWith(`${allowed}/`),
  );
}

function* upwardRules(rooms: readonly Room[]): Iterable<string> {
  const floor = new Map(rooms.map((room, index) => [room.name, index]));
  for (const room of rooms) {
    for (const name of room.rooms) {
      const below = floor.get(name);
      if (below === undefined) yield `build/rooms/rooms.txt lets ${room.name} import ${name}, which is not a room.`;
      else if (below < (floor.get(room.name) ?? 0))
        yield `build/rooms/rooms.txt lets ${room.name} import ${name}, which stands above it.`;
    }
  }
}
