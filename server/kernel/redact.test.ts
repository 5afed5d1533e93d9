import { DrizzleQueryError } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { loggedError, withoutSecrets } from "./redact";

describe("what the log says", () => {
  it.each([
    ["Stripe refused sk_live_51Hxyz0123456789 for this", "51Hxyz"],
    ["whsec_0123456789abcdef is wrong", "0123456789abcdef"],
    ["sent authorization: Bearer eyJhbGciOi.abc.def", "eyJhbGciOi"],
    ["Basic aG9sZGZhc3Q6c2VjcmV0 refused", "aG9sZGZhc3Q6c2VjcmV0"],
    ["can't reach postgres://holdfast:geheim@db:5432/x", "geheim"],
    ["GET /orders/HF-100001?key=AbCdEf123456&x=1 failed", "AbCdEf123456"],
    ['{"email":"a@b.c","password":"hunter2hunter2"}', "hunter2"],
  ])("keeps the secret out of %j", (text, secret) => {
    expect(withoutSecrets(text)).not.toContain(secret);
    expect(withoutSecrets(text)).toContain("[cut]");
  });

  it("leaves plain words alone", () => {
    const words = "Order HF-100001 has ended; re_order key words, basic care and the bearer of news.";
    expect(withoutSecrets(words)).toBe(words);
  });

  it("tells of a failed query without the values that were to be written", () => {
    const cause = Object.assign(new Error('duplicate key value violates "customer_email_unique"'), {
      code: "23505",
    });
    const error = new DrizzleQueryError(
      "insert into customer values ($1, $2)",
      ["ada@example.com", "Ada\nMoreno"],
      cause,
    );
    const told = JSON.stringify(loggedError(error));
    expect(told).toContain("insert into customer");
    expect(told).toContain("23505");
    expect(told).not.toContain("ada@example.com");
    expect(told).not.toContain("Moreno");
  });

  it("takes whatever was thrown", () => {
    expect(loggedError("Bearer abcdefgh12345")).toEqual({ type: "string", message: "Bearer [cut]" });
    expect(loggedError(undefined).message).toBe("undefined");
  });
});
