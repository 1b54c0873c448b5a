// What fields know about the names of their plan: what makes each name at their place, and which one was pressed.
import { createContext, useContext } from 'react';
import type { NameIndex, NamePlace } from '../draft/name-index.ts';

interface Names {
  readonly index: NameIndex;
  /** The place of the step that is being edited. */
  readonly place: NamePlace;
  /** The name whose places are highlighted. */
  readonly chosen: string | null;
  readonly choose: (name: string | null) => void;
}

export const NamesContext = createContext<Names | null>(null);

export function useNames(): Names | null {
  return useContext(NamesContext);
}

/** The same while a name is chosen, otherwise null, so that the outline need not follow every keystroke. */
export const ChosenContext = createContext<Names | null>(null);
