import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { answer, lull } from "./lull";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function crowdOf(size: number): { leave: () => void } {
  let leave = () => {};
  const stays = new Promise<void>((resolve) => {
    leave = resolve;
  });
  for (let i = 0; i < size; i++) void answer(() => stays);
  return { leave };
}

/** Whether a promise is settled after so much time. */
async function doneAfter(promise: Promise<void>, ms: number): Promise<boolean> {
  let done = false;
  void promise.then(() => {
    done = true;
  });
  await vi.advanceTimersByTimeAsync(ms);
  return done;
}

test("background work goes on at once while few are being answered", async () => {
  const few = crowdOf(8);
  expect(await doneAfter(lull(5000), 0)).toBe(true);
  few.leave();
});

test("background work waits for a crowd to leave", async () => {
  const crowd = crowdOf(9);
  const waiting = lull(5000);
  expect(await doneAfter(waiting, 1000)).toBe(false);
  crowd.leave();
  expect(await doneAfter(waiting, 100)).toBe(true);
});

test("background work waits no longer than its patience", async () => {
  const crowd = crowdOf(64);
  expect(await doneAfter(lull(5000), 5100)).toBe(true);
  crowd.leave();
});

test("a request that fails is no longer counted", async () => {
  for (let i = 0; i < 20; i++)
    await expect(answer(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await doneAfter(lull(5000), 0)).toBe(true);
});
