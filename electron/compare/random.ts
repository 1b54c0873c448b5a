// Pseudo-random numbers that are the same for the same seed (mulberry32 by Tommy Ettinger, public domain).

/** Returns a whole number from 0 up to, but not including, `below`. */
export type RandomIndex = (below: number) => number;

export function seededIndex(seed: number): RandomIndex {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}
