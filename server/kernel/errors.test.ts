import { expect, test, vi } from "vitest";
import { DomainError, errorKinds, providerUnavailable, unreachable } from "./errors";

test("a refusal carries its kind, a message for people and particulars for programs", () => {
  const refusal = new DomainError("out_of_stock", "Only 2 are left.", { sku: "TEST-A", available: 2 });
  expect(refusal).toBeInstanceOf(Error);
  expect(refusal).toMatchObject({
    name: "DomainError",
    kind: "out_of_stock",
    message: "Only 2 are left.",
    details: { sku: "TEST-A", available: 2 },
  });
  expect(new DomainError("not_found", "No such order.").details).toEqual({});
});

test("a vendor that can't be reached is named, and the cause is kept for the log", () => {
  const cause = new Error("ECONNREFUSED 10.0.0.7");
  const refusal = providerUnavailable("Stripe", cause);
  expect(refusal).toMatchObject({ kind: "provider_unavailable", details: { provider: "Stripe" }, cause });
  expect(refusal.message).toMatch(/^Stripe can't be reached just now\./);
  expect(refusal.message).not.toContain("10.0.0.7");
});

test("every refusal has its answer in HTTP, and none looks like a fault of the server", () => {
  expect(Object.values(errorKinds)).not.toContain("INTERNAL_SERVER_ERROR");
  expect(errorKinds.out_of_stock).toBe("CONFLICT");
  expect(errorKinds.invalid_input).toBe("BAD_REQUEST");
});

test("a case that nobody handled names itself", () => {
  expect(() => unreachable({ state: "new" } as never)).toThrow('Unhandled case: {"state":"new"}');
});

test("a refusal is known as one when another copy of this module made it", async () => {
  vi.resetModules();
  const copy = await import("./errors");
  expect(copy.DomainError).not.toBe(DomainError);
  expect(new copy.DomainError("not_found", "Gone.")).toBeInstanceOf(DomainError);
  expect(new Error("a fault")).not.toBeInstanceOf(DomainError);
});
