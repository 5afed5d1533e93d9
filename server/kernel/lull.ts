/** Counted over all bundles of the server, which each have a copy of this module. */
const held = globalThis as { holdfastAnswering?: { people: number } };
held.holdfastAnswering ??= { people: 0 };
const answering = held.holdfastAnswering;

/** More than this many requests at once, and background work waits. */
const crowd = 8;
const lookEveryMs = 50;

/** Marks `work` as something that a person or a vendor is waiting for. */
export async function answer<T>(work: () => Promise<T>): Promise<T> {
  answering.people += 1;
  try {
    return await work();
  } finally {
    answering.people -= 1;
  }
}

/**
 * Waits until this process is no longer crowded with requests, `patienceMs` at most: shoppers go first, and nobody who
 * waits for a mail waits for ever.
 */
export async function lull(patienceMs: number): Promise<void> {
  const until = performance.now() + patienceMs;
  while (answering.people > crowd && performance.now() < until)
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
}
