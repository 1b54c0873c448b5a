// What fields know of the names of their plan: who makes each at their place, and which one was pressed.
import { createContext, useContext } from 'react';
import type { NameIndex, NamePlace } from '../draft/name-index.ts';

interface Names {
  readonly index: NameIndex;
  /** The place of the step that is being edited. */
  readonly place: NamePlace;
  /** Its places are lit up. */
  readonly chosen: string | null;
  readonly choose: (name: string | null) => void;
}

export const NamesContext = createContext<Names | null>(null);

export function useNames(): Names | null {
  return useContext(NamesContext);
}

/** The same while a name is chosen, else null: the outline need not follow every key. */
export const ChosenContext = createContext<Names | null>(null);
