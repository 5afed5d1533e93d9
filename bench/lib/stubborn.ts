import type { Answer } from "./contract";

/** Asks until there is an answer, three minutes at most unless told otherwise. What goes wrong on the way is no answer. */
export async function persist<T>(ask: () => Promise<{ done: T } | null>, forMs = 180_000): Promise<T> {
  const deadline = Date.now() + forMs;
  for (;;) {
    const answer = await ask().catch(() => null);
    if (answer) return answer.done;
    if (Date.now() > deadline) throw new Error(`No answer for ${forMs / 60_000} minutes.`);
    await pause(500);
  }
}

/** Presses a button again for as long as there is no answer, or one of 500 and above. A refusal is an answer. */
export const stubborn = (press: () => Promise<Answer>): Promise<Answer> =>
  persist(async () => {
    const answer = await press();
    return answer.status < 500 ? { done: answer } : null;
  });

/** Posts to one of the sandbox's controls until it has answered. */
export const control = (sandbox: string, path: string, body: unknown): Promise<unknown> =>
  persist(async () => {
    const response = await fetch(sandbox + path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    });
    const answer: unknown = await response.json();
    return response.status < 500 ? { done: answer } : null;
  });

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
