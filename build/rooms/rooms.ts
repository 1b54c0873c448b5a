// Reads the table of rooms, rooms.txt.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Room {
  readonly name: string;
  /** Names of the rooms it may import, besides shared/. */
  readonly rooms: readonly string[];
  /** Packages and Node modules that it may use; `node:*` means all of Node's. */
  readonly packages: readonly string[];
}

/** From the top floor to the lowest. */
export function readRooms(): Room[] {
  return parseRooms(readFileSync(join(import.meta.dirname, 'rooms.txt'), 'utf8'));
}

export function parseRooms(text: string): Room[] {
  const rooms: Room[] = [];
  let heading = '';
  for (const line of text.split(/\r?\n/)) {
    const found = /^(\S+)\s+->([^|]*)\|(.*)$/.exec(line);
    if (found !== null) rooms.push(roomOf(found, heading));
    else if (line.startsWith('[')) heading = line.slice(1, line.indexOf(']'));
    else if (line !== '' && !line.startsWith('#'))
      throw new Error(`build/rooms/rooms.txt: "${line}" is not a line of the table.`);
  }
  return rooms;
}

function roomOf([, name = '', rooms = '', packages = '']: RegExpExecArray, heading: string): Room {
  return {
    name: heading + name,
    rooms: wordsOf(rooms).map((room) => (room.startsWith('/') ? room.slice(1) : heading + room)),
    packages: wordsOf(packages),
  };
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}
