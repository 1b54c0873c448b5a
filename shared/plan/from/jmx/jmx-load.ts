// Turns the load of JMeter's thread groups into that of a plan. Pure.
import type { LoadInput } from '../imported/imported.ts';
import type { JmxNode } from './jmx-tree.ts';

export interface GroupLoad {
  readonly users: number;
  readonly rampSeconds: number;
  /** Null means until the duration is over. */
  readonly loops: number | null;
  readonly durationSeconds: number | null;
}

/** `plain` fills in the values that the plan itself contains. */
export function groupLoad(group: JmxNode, plain: (text: string) => string): GroupLoad {
  const number = (name: string): number => Number.parseFloat(plain(group.properties.get(name) ?? '')) || 0;
  const loops = number('LoopController.loops');
  const isTimed = group.properties.get('ThreadGroup.scheduler') === 'true' && number('ThreadGroup.duration') > 0;
  const isEndless = loops < 0 || group.properties.get('LoopController.continue_forever') === 'true';
  return {
    users: Math.max(1, Math.round(number('ThreadGroup.num_threads'))),
    rampSeconds: number('ThreadGroup.ramp_time'),
    loops: isEndless ? null : Math.max(1, loops),
    durationSeconds: isTimed ? number('ThreadGroup.duration') : null,
  };
}

const ENDLESS_SECONDS = 300;

/** One load for all groups; whatever it cannot express is reported. */
export function jmxLoad(groups: readonly GroupLoad[], say: (sentence: string) => void): LoadInput | null {
  if (groups.length === 0) return null;
  const users = groups.reduce((sum, group) => sum + group.users, 0);
  const timed = groups.filter(({ durationSeconds, loops }) => durationSeconds !== null || loops === null);
  const ramp = Math.max(...groups.map(({ rampSeconds }) => rampSeconds));
  if (timed.length === 0) {
    if (ramp > 1) say(`The groups start their threads over ${ramp} s; a number of iterations starts all of its users at once.`);
    return {
      model: 'iterations',
      iterations: groups.reduce((sum, group) => sum + group.users * (group.loops ?? 1), 0),
      vus: users,
    };
  }
  const lasts = Math.max(...timed.map(({ durationSeconds }) => durationSeconds ?? ENDLESS_SECONDS));
  if (timed.some(({ durationSeconds }) => durationSeconds === null))
    say(`A group that never ends was given a duration of ${ENDLESS_SECONDS} s.`);
  const stages = [
    ...(ramp > 0 && ramp < lasts ? [{ duration: `${ramp}s`, target: users }] : []),
    { duration: `${Math.max(1, ramp < lasts ? lasts - ramp : lasts)}s`, target: users },
  ];
  return { model: 'closed', stages, ...(ramp > 0 && ramp < lasts ? { startTarget: 0 } : {}) };
}
