import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApp, testApp } from "@/server/testing";
import { appRouter } from "./root";
import { createCaller } from "./trpc";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp();
});
afterAll(() => shop.drop());

test("a search that PostgreSQL can't take is a typing error, not a fault of ours", async () => {
  const caller = createCaller(appRouter)({ user: async () => null });
  await expect(caller.catalogue.bySlug({ slug: "tea\u0000pot" })).rejects.toMatchObject({
    code: "BAD_REQUEST",
    cause: { kind: "invalid_input" },
  });
});
