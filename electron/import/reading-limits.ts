// The memory limits of the threads that read results. What they read lives for a moment, so a young generation that may grow holds
// mostly garbage: with Node's own limit, merging 20 million requests took 540 MB in place of 450, and no less time.
export const READING_LIMITS = { maxYoungGenerationSizeMb: 32 } as const;
