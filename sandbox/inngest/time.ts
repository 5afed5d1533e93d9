const units: Record<string, number> = { ms: 1, s: 1e3, m: 6e4, h: 36e5, d: 864e5, w: 6048e5 };

/** When a sleep ends: the SDK names it either a duration such as `1h30m`, or an ISO time. Throws on anything else. */
export function sleepEnd(name: string, from: Date): Date {
  if (name === "") return from;
  if (/^(\d+(ms|s|m|h|d|w))+$/.test(name)) {
    let total = 0;
    for (const [, count, unit] of name.matchAll(/(\d+)(ms|s|m|h|d|w)/g))
      total += Number(count) * (units[unit ?? ""] ?? 0);
    return new Date(from.getTime() + total);
  }
  const at = new Date(name);
  if (Number.isNaN(at.getTime())) throw new Error(`"${name}" is neither a duration nor a time.`);
  return at;
}

const longest = 60_000;

/** Milliseconds to the next try: base, 2·base, 4·base … at most a minute, and up to 30 % on top so tries spread out. */
export function backoff(attempt: number, baseMs: number): number {
  return Math.min(longest, baseMs * 2 ** Math.min(attempt, 20)) * (1 + Math.random() * 0.3);
}

/** Milliseconds asked for by a `retry-after` header: seconds, or a time. */
export function retryAfter(header: string | undefined, now: Date): number {
  if (!header) return 0;
  const seconds = Number(header);
  if (!Number.isNaN(seconds)) return Math.max(0, seconds * 1000);
  const at = new Date(header).getTime();
  return Number.isNaN(at) ? 0 : Math.max(0, at - now.getTime());
}
