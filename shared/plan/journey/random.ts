// Pseudo-random numbers that depend on where they are used: the same seed, iteration and place give the same number in any
// thread. Mixed as in MurmurHash3 (Austin Appleby, public domain).

/** A whole number from 0 to 2^32 - 1. */
export function randomWord(seed: number, iteration: number, place: number, turn: number): number {
  let hash = mix(seed >>> 0);
  hash = mix(hash ^ iteration);
  hash = mix((hash + Math.imul(place, 0x9e37_79b1)) | 0);
  return mix((hash + Math.imul(turn + 1, 0x85eb_ca77)) | 0) >>> 0;
}

/** From 0 up to, but not including, `count`. */
export function randomBelow(count: number, seed: number, iteration: number, place: number): number {
  const high = randomWord(seed, iteration, place, 0);
  const low = randomWord(seed, iteration, place, 1) >>> 11;
  // 53 bits, so that every number up to 2^53 can occur.
  return Math.floor(((high * 2_097_152 + low) / 9_007_199_254_740_992) * count);
}

function mix(word: number): number {
  let hash = word | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
  return (hash ^ (hash >>> 16)) | 0;
}
