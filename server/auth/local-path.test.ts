import { describe, expect, it } from "vitest";
import { localPath } from "./local-path";

describe("where a sign-in leads", () => {
  it("goes back to a page of ours, with its question", () => {
    expect(localPath("/admin/orders?status=paid")).toBe("/admin/orders?status=paid");
    expect(localPath("/")).toBe("/");
  });

  it.each([
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example",
    "/\t/evil.example",
    "/\n//evil.example",
    "/.//evil.example",
    "javascript:alert(1)",
    "evil.example",
    "",
    null,
    undefined,
  ])("never leaves the site for %j", (from) => {
    expect(localPath(from)).toBeNull();
  });
});
