import { describe, expect, test } from "vitest";
import { type Outcome, ScanQueue } from "./scan-queue";

/** A server that counts each scan once, on a line that can be cut before or after it has heard. */
function floor() {
  const kept = new Map<string, string>();
  const booked: string[] = [];
  const heard: string[] = [];
  const outcomes: Outcome<string>[] = [];
  let cut: "before" | "after" | null = null;
  let waits = 0;
  let release: () => void = () => {};
  const open = (by = "wren") =>
    new ScanQueue<string>({
      by,
      to: "HF-1-1",
      store: {
        getItem: (key) => kept.get(key) ?? null,
        setItem: (key, value) => void kept.set(key, value),
        removeItem: (key) => void kept.delete(key),
      },
      send: async ({ scan, code }) => {
        if (cut === "before") throw new Error("no line");
        heard.push(scan);
        if (code === "WRONG") throw Object.assign(new Error("Put it back."), { refused: true });
        if (!booked.includes(scan)) booked.push(scan);
        if (cut === "after") throw new Error("no line");
        return code;
      },
      judge: (error) =>
        error instanceof Error && "refused" in error
          ? { kind: "refused", message: error.message }
          : { kind: "later" },
      settled: (outcome) => void outcomes.push(outcome),
      wait: () => {
        waits += 1;
        return new Promise((resolve) => (release = resolve));
      },
    });
  return {
    open,
    booked,
    heard,
    outcomes,
    kept,
    line: (to: "before" | "after" | null) => {
      cut = to;
    },
    retry: () => release(),
    waits: () => waits,
  };
}
const scan = (id: string, code = "CUP") => ({ scan: id, code, quantity: 1, title: code });
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe("scans on their way", () => {
  test("are sent in their order and leave nothing behind", async () => {
    const { open, booked, kept } = floor();
    const queue = open();
    for (const id of ["a", "b", "c"]) queue.add(scan(id));
    expect(queue.state().waiting).toHaveLength(3);
    await settle();
    expect(booked).toEqual(["a", "b", "c"]);
    expect(queue.state()).toEqual({ waiting: [], stuck: null });
    expect(kept.size).toBe(0);
  });

  test("wait for the connection, and are booked once though it broke after they were heard", async () => {
    const { open, booked, heard, line, retry } = floor();
    const queue = open();
    line("after");
    queue.add(scan("a"));
    queue.add(scan("b"));
    await settle();
    expect(queue.state()).toMatchObject({ stuck: "no connection", waiting: [{ scan: "a" }, { scan: "b" }] });
    retry();
    await settle();
    line(null);
    retry();
    await settle();
    expect(heard).toEqual(["a", "a", "a", "b"]);
    expect(booked).toEqual(["a", "b"]);
    expect(queue.state()).toEqual({ waiting: [], stuck: null });
  });

  test("outlive a reload, and go on at once when the connection is back", async () => {
    const { open, booked, line } = floor();
    line("before");
    const before = open();
    before.add(scan("a"));
    before.add(scan("b"));
    await settle();
    const after = open();
    expect(after.state().waiting.map((one) => one.scan)).toEqual(["a", "b"]);
    void after.send();
    await settle();
    line(null);
    after.hurry();
    await settle();
    expect(booked).toEqual(["a", "b"]);
    expect(after.state().waiting).toEqual([]);
  });

  test("that are refused are told and do not stop the others", async () => {
    const { open, booked, outcomes } = floor();
    const queue = open();
    queue.add(scan("a", "WRONG"));
    queue.add(scan("b"));
    await settle();
    expect(booked).toEqual(["b"]);
    expect(outcomes).toMatchObject([
      { kind: "refused", message: "Put it back.", scan: { scan: "a" } },
      { kind: "booked", answer: "CUP", scan: { scan: "b" } },
    ]);
  });

  test("of one person are not sent by the next who signs in on the device", async () => {
    const { open, line } = floor();
    line("before");
    open("wren").add(scan("a"));
    await settle();
    expect(open("rowan").state().waiting).toEqual([]);
    expect(open("wren").state().waiting).toHaveLength(1);
  });
});
