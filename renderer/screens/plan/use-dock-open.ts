// Whether the load dock stands open: as the person left it for this plan, else as the plan suggests.
import { useState } from 'react';

const PREFIX = 'onrush-dock:';

interface DockOpen {
  readonly isOpen: boolean;
  readonly toggle: () => void;
  readonly open: () => void;
}

export function useDockOpen(planId: string, isSuggested: boolean): DockOpen {
  const [chosen, setChosen] = useState(() => sessionStorage.getItem(PREFIX + planId));
  const isOpen = chosen === null ? isSuggested : chosen === 'open';
  function choose(isOpen: boolean): void {
    const state = isOpen ? 'open' : 'closed';
    sessionStorage.setItem(PREFIX + planId, state);
    setChosen(state);
  }
  return {
    isOpen,
    toggle: () => choose(!isOpen),
    open: () => {
      if (!isOpen) choose(true);
    },
  };
}
