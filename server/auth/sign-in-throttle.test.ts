import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { appUser } from "@/db/schema";
import { hold } from "@/server/composition";
import { newId } from "@/server/kernel/id";
import { type TestApp, testApp } from "@/server/testing";
import { hashPassword } from "./passwords";
import { signIn } from "./sessions";
import { takeTry } from "./sign-in-throttle";

let shop: TestApp;
const right = "correct horse battery";
beforeAll(async () => {
  shop = await testApp();
});
beforeEach(async () => {
  hold(shop.app);
  await shop.rows("delete from rate_limit");
  await shop.app.db.delete(appUser).where(eq(appUser.email, "ada@shop.test"));
  await shop.app.db.insert(appUser).values({
    id: newId<"user">(),
    email: "ada@shop.test",
    name: "Ada",
    role: "warehouse",
    passwordHash: await hashPassword(right),
  });
});
afterAll(() => shop.drop());

const attempt = (password: string, address: string, email = "ada@shop.test") =>
  signIn({ email, password }, address).then(
    (user) => (user ? "in" : "wrong"),
    (error: Error) => (error.message.startsWith("throttled:") ? "throttled" : "fault"),
  );
const tally = (results: string[]) => {
  const count = (one: string) => results.filter((result) => result === one).length;
  return Object.fromEntries([...new Set(results)].map((one) => [one, count(one)]));
};

describe("a thousand tries to sign in", () => {
  it("from one address are checked ten times, however many come at once", async () => {
    const results = await Promise.all(
      Array.from({ length: 1000 }, (_, i) => attempt(`guess ${i}`, "203.0.113.5")),
    );
    expect(tally(results)).toEqual({ wrong: 10, throttled: 990 });
    // Having guessed it at last is of no use either.
    expect(await attempt(right, "203.0.113.5")).toBe("throttled");
    // Its owner, elsewhere, is not kept out.
    expect(await attempt(right, "198.51.100.1")).toBe("in");
  });

  it("over many accounts come to a hundred", async () => {
    const waits = await Promise.all(
      Array.from({ length: 300 }, (_, i) => takeTry(shop.app.db, `person${i}@shop.test`, "203.0.113.6")),
    );
    expect(waits.filter((wait) => wait === 0)).toHaveLength(100);
  });

  it("at one account from everywhere come to two hundred", async () => {
    const waits = await Promise.all(
      Array.from({ length: 300 }, (_, i) => takeTry(shop.app.db, "ada@shop.test", `198.51.${i}.1`)),
    );
    expect(waits.filter((wait) => wait === 0)).toHaveLength(200);
  });
});

it("whoever signs in gets their mistyped tries back", async () => {
  const { db } = shop.app;
  for (let i = 0; i < 9; i += 1) expect(await takeTry(db, "ada@shop.test", "198.51.100.2")).toBe(0);
  expect(await attempt(right, "198.51.100.2")).toBe("in");
  for (let i = 0; i < 10; i += 1) expect(await takeTry(db, "ada@shop.test", "198.51.100.2")).toBe(0);
  expect(await takeTry(db, "ada@shop.test", "198.51.100.2")).toBeGreaterThan(0);
});
