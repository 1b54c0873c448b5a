// One Ctrl-C counts as one SIGINT: a terminal sends it to npm and to this process, and npm passes its own on as well.

const SAME_PRESS_MS = 300;

/** Call it before anything listens: Node delivers signals to the `emit` that it finds at that moment. */
export function joinInterrupts(target: NodeJS.EventEmitter = process, now: () => number = () => performance.now()): void {
  const emit = target.emit.bind(target);
  let handledAt = -Infinity;
  target.emit = (name: string | symbol, ...args: unknown[]) => {
    if (name !== 'SIGINT') return emit(name, ...args);
    if (now() - handledAt < SAME_PRESS_MS) return true;
    handledAt = now();
    return emit(name, ...args);
  };
}
