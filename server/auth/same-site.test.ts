import { describe, expect, it } from "vitest";
import { isOwnSite } from "./same-site";

const shop = "https://shop.example/";
const from = (headers: Record<string, string>) =>
  isOwnSite(new Request("http://10.0.0.5:3000/cart/add", { method: "POST", headers }), shop);

describe("a request that changes something", () => {
  it("may come from a page of ours, from the address bar, or from a program", () => {
    expect(from({ "sec-fetch-site": "same-origin", origin: "https://shop.example" })).toBe(true);
    expect(from({ "sec-fetch-site": "none" })).toBe(true);
    expect(from({ origin: "https://shop.example" })).toBe(true);
    expect(from({})).toBe(true);
  });

  it.each([
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site", origin: "https://blog.shop.example" },
    { origin: "https://evil.example" },
    { origin: "http://shop.example" },
    { origin: "null" },
  ])("may not come from %j", (headers) => {
    expect(from(headers as unknown as Record<string, string>)).toBe(false);
  });
});
