// One Ctrl-C is one SIGINT: a terminal sends it to npm and to us, and npm passes its own on to us as well.

const SAME_PRESS_MS = 300;

/** Call it before anyone listens: Node hands signals to the `emit` it finds then. */
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
