// Counts which components React renders, as its developer tools do. Imported by tests only, and before React, which looks for the
// tools when it is loaded.

/** The fields that are read of a fiber, React's record of one component. */
interface Fiber {
  readonly type: unknown;
  readonly flags: number;
  readonly child: Fiber | null;
  readonly sibling: Fiber | null;
  readonly alternate: Fiber | null;
}

/** React sets this flag on a component whose function was called. */
const PERFORMED_WORK = 1;

const rendered: string[] = [];

Object.assign(globalThis, {
  __REACT_DEVTOOLS_GLOBAL_HOOK__: {
    supportsFiber: true,
    inject: () => 1,
    onCommitFiberUnmount: () => {},
    onPostCommitFiberRoot: () => {},
    onCommitFiberRoot: (_id: number, { current }: { readonly current: Fiber }) => note(current),
  },
});

/** The names of the components that were rendered since the last call. */
export function takeRenders(): string[] {
  return rendered.splice(0);
}

function note(fiber: Fiber): void {
  const before = fiber.alternate;
  if (typeof fiber.type !== 'string' && (fiber.flags & PERFORMED_WORK) !== 0) rendered.push(nameOf(fiber.type));
  // The first child is the same, so nothing below was rendered.
  if (before !== null && before.child === fiber.child) return;
  for (let child = fiber.child; child !== null; child = child.sibling) note(child);
}

function nameOf(type: unknown): string {
  if (typeof type === 'function') return type.name;
  if (typeof type !== 'object' || type === null) return '';
  if ('type' in type) return nameOf(type.type);
  return 'render' in type ? nameOf(type.render) : '';
}
