import { expect, test } from "vitest";
import { DomainError, providerUnavailable } from "@/server/kernel/errors";
import { each } from "./each";

const items = Array.from({ length: 6 }, (_, i) => ({ id: `item-${i}` }));

test("one that fails keeps none of the others waiting", async () => {
  const seen: string[] = [];
  const done = await each(items, async ({ id }) => {
    seen.push(id);
    if (id === "item-1") throw new Error("a fault of ours");
    if (id === "item-3") throw new DomainError("not_found", "The provider doesn't know it.");
    return id !== "item-5";
  });
  expect(seen).toEqual(items.map((item) => item.id));
  expect(done).toBe(3);
});

test("a vendor that is down is left alone after three tries, until the next sweep", async () => {
  let asked = 0;
  await each(items, async () => {
    asked += 1;
    throw providerUnavailable("The vendor", new Error("time-out"));
  });
  expect(asked).toBe(3);
});

test("a vendor that fails now and then is asked about everything", async () => {
  let asked = 0;
  await each(items, async () => {
    asked += 1;
    if (asked % 3 !== 0) throw providerUnavailable("The vendor", new Error("time-out"));
    return true;
  });
  expect(asked).toBe(6);
});
