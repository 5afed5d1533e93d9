import { drizzle } from "drizzle-orm/node-postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Db } from "@/db/client";
import * as schema from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import type { Ctx } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/id";
import { allBoxes } from "./box.queries";
import { boxSchema } from "./box.schema";
import { boxKinds } from "./package.store";
import { saveBox, switchBox } from "./save-box";

let database: TestDatabase;
let ctx: Ctx;
beforeAll(async () => {
  database = await testDatabase();
  const db = drizzle({ client: database.pool, schema, casing: "snake_case" }) as Db;
  ctx = { db, now: new Date(), actor: { kind: "shopper" }, cause: null, nudge: () => undefined };
});
afterAll(() => database.drop());

const typed = (name: string, over: Record<string, string> = {}) => ({
  name,
  lengthMm: "300",
  widthMm: "200",
  heightMm: "100",
  emptyGrams: "120",
  maxGrams: "5000",
  ...over,
});
const box = (name: string, over: Record<string, string> = {}) => boxSchema.parse(typed(name, over));

describe("a kind of box", () => {
  test("is understood as it is typed, or told beside its field", () => {
    expect(box(" Tube ")).toMatchObject({ name: "Tube", lengthMm: 300, maxGrams: 5_000 });
    const wrong = boxSchema.safeParse(typed("", { widthMm: "12.5", heightMm: "0" }));
    expect(wrong.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
      ["name", "Name: what do packers call it?"],
      ["widthMm", "Width: enter a whole number."],
      ["heightMm", "Height: enter a number from 1 to 3,000."],
    ]);
    expect(boxSchema.safeParse(typed("Safe", { emptyGrams: "6000" })).error?.issues[0]).toMatchObject({
      path: ["maxGrams"],
    });
  });

  test("is added once under its name, though two managers add it at the same time", async () => {
    const both = await Promise.allSettled([saveBox(ctx, box("Crate")), saveBox(ctx, box("crate"))]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(both.find((one) => one.status === "rejected")?.reason).toMatchObject({
      kind: "invalid_input",
      details: { field: "name" },
    });
  });

  test("is changed under its own name, and offered no more when it is switched off", async () => {
    const id = await saveBox(ctx, box("Sleeve"));
    await saveBox(ctx, box("Sleeve", { heightMm: "60" }), id);
    expect((await boxKinds(ctx)).find((kind) => kind.id === id)?.heightMm).toBe(60);
    await switchBox(ctx, id, false);
    expect((await boxKinds(ctx)).some((kind) => kind.id === id)).toBe(false);
    expect((await allBoxes(ctx)).find((one) => one.id === id)?.active).toBe(false);
    await switchBox(ctx, id, true);
    expect((await boxKinds(ctx)).some((kind) => kind.id === id)).toBe(true);
  });

  test("that there is not can't be changed", async () => {
    await expect(switchBox(ctx, newId<"packaging">(), true)).rejects.toMatchObject({ kind: "not_found" });
  });
});
