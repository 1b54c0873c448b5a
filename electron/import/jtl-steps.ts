// The steps of a JTL's plan. In JMeter the label identifies a sample, while its URL may change with every request. If there are
// more labels or thread groups than a plan can have, they are combined.
import type { StepFacts } from './imported-plan.ts';
import type { ResultRequest } from './imported-request.ts';

const MOST_STEPS_OF_A_GROUP = 200;
const MOST_GROUPS = 50;
const OTHERS = 'other labels';

interface Label {
  readonly label: string;
  readonly method: string;
  readonly url: string;
  count: number;
}

export interface GatheredSteps {
  readonly steps: readonly StepFacts[];
  /** Returns an index into `steps`. */
  readonly stepOf: (request: ResultRequest) => number;
  readonly notes: readonly string[];
}

export class JtlSteps {
  readonly #groups = new Map<string, Map<string, Label>>();
  /** The same, by thread: the name of its group follows from its own. */
  readonly #byThread = new Map<string, Map<string, Label>>();

  add(request: ResultRequest): void {
    const labels = this.#byThread.get(request.thread) ?? this.#newThread(request);
    const known = labels.get(request.label);
    if (known === undefined) {
      const { label, method, url } = request;
      labels.set(label, { label, method, url, count: 1 });
    } else known.count += 1;
  }

  #newThread(request: ResultRequest): Map<string, Label> {
    const group = groupNameOf(request);
    const labels = this.#groups.get(group) ?? new Map<string, Label>();
    this.#groups.set(group, labels);
    this.#byThread.set(request.thread, labels);
    return labels;
  }

  /** Removes a row that turned out to be part of another one. */
  remove({ thread, label }: { readonly thread: string; readonly label: string }): void {
    const labels = this.#byThread.get(thread);
    const known = labels?.get(label);
    if (known === undefined) return;
    known.count -= 1;
    if (known.count === 0) labels?.delete(label);
  }

  gather(): GatheredSteps {
    const isOneGroup = this.#groups.size > MOST_GROUPS;
    const groups = isOneGroup ? new Map([['all threads', merged([...this.#groups.values()])]]) : this.#groups;
    const notes = isOneGroup ? [`The file names ${this.#groups.size} thread groups; they are shown as one.`] : [];
    const steps: StepFacts[] = [];
    const places = new Map<string, ReadonlyMap<string, number>>();
    const others = new Map<string, number>();
    const byThread = new Map<string, { readonly own: ReadonlyMap<string, number> | undefined; readonly other: number }>();
    let gathered = 0;
    for (const [group, labels] of groups) {
      const groupNumber = places.size + 1;
      const byCount = [...labels.values()].toSorted((a, b) => b.count - a.count);
      const isTooMany = byCount.length > MOST_STEPS_OF_A_GROUP;
      const kept = new Set(isTooMany ? byCount.slice(0, MOST_STEPS_OF_A_GROUP - 1) : byCount);
      const own = new Map<string, number>();
      for (const one of labels.values()) {
        if (!kept.has(one)) continue;
        own.set(one.label, steps.length);
        const { label, method, url } = one;
        steps.push({ part: 'scenario', group, groupNumber, label, method, url, goesOn: true });
      }
      places.set(group, own);
      if (!isTooMany) continue;
      gathered += labels.size - kept.size;
      others.set(group, steps.length);
      const url = byCount.at(-1)?.url ?? '';
      steps.push({ part: 'scenario', group, groupNumber, label: OTHERS, method: 'GET', url, goesOn: true });
    }
    if (gathered > 0) notes.push(`${gathered} labels with few requests are shown as one step, “${OTHERS}”.`);
    return {
      steps,
      notes,
      stepOf: (request) => {
        const { thread, label } = request;
        const known = byThread.get(thread);
        if (known !== undefined) return known.own?.get(label) ?? known.other;
        const group = isOneGroup ? 'all threads' : groupNameOf(request);
        const found = { own: places.get(group), other: others.get(group) ?? 0 };
        byThread.set(thread, found);
        return found.own?.get(label) ?? found.other;
      },
    };
  }
}

/** Returns "Users" for "Users 1-7" and "Users-7": the number belongs to the thread. */
function groupNameOf({ group, groupNumber, thread }: ResultRequest): string {
  if (groupNumber !== null) return `${group} ${groupNumber}`;
  return thread.replace(/[\s_-]*\d+(?:-\d+)?$/, '') || 'default';
}

function merged(groups: readonly ReadonlyMap<string, Label>[]): Map<string, Label> {
  const all = new Map<string, Label>();
  for (const labels of groups) {
    for (const one of labels.values()) {
      const known = all.get(one.label);
      if (known === undefined) all.set(one.label, { ...one });
      else known.count += one.count;
    }
  }
  return all;
}
