/**
 * Waits for `work` no longer than `ms` milliseconds: null when it takes longer or fails. The work itself goes on; what
 * becomes of it then is nobody's concern.
 */
export async function withinTime<T>(work: Promise<T>, ms: number): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms);
  });
  try {
    return await Promise.race([work.catch(() => null), over]);
  } finally {
    clearTimeout(timer);
  }
}
