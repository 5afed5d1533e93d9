import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { scriptHashes } from "./cached-pages.mjs";
import { contentPolicy } from "./content-policy";

const hashOf = (script: string) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`;

describe("the hashes of a page from the cache", () => {
  it("name every inline script, to the letter, and nothing else", () => {
    const html = `<html><head><script src="/theme.js"></script><script>a("ä")</script></head>
      <body><script type="application/ld+json">{"@type":"Product"}</script>
      <script id="x">self.__next_f.push([1,"\\u003c/b>"])\n</script><script src="/y.js" async=""></script></body></html>`;
    expect(scriptHashes(html).split(" ")).toEqual([
      hashOf('a("ä")'),
      hashOf('self.__next_f.push([1,"\\u003c/b>"])\n'),
    ]);
  });

  it("name the same script once", () => {
    expect(scriptHashes("<script>a</script><script>a</script>")).toBe(hashOf("a"));
    expect(scriptHashes("<p>no script</p>")).toBe("");
  });
});

describe("a page's policy", () => {
  const live = contentPolicy("'nonce-abc'", { NODE_ENV: "production", APP_URL: "https://shop.example" });

  it("lets no foreign or inline script run, and nobody frame the page", () => {
    expect(live).toContain("script-src 'self' 'nonce-abc';");
    for (const rule of [
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "default-src 'self'",
    ])
      expect(live).toContain(rule);
    expect(live).not.toContain("unsafe-eval");
    expect(live.replace("style-src-attr 'unsafe-inline'", "")).not.toContain("unsafe-inline");
  });

  it("lets a form lead on to where people pay, and to no stand-in where there is none", () => {
    expect(live).toContain("form-action 'self' https://checkout.stripe.com https://*.paypal.com;");
    const demo = contentPolicy("x", {
      STRIPE_API_URL: "http://localhost:4000/stripe",
      APP_URL: "http://localhost:3000",
    });
    expect(demo).toContain("https://*.paypal.com http://localhost:4000;");
  });

  it("asks for secure connections only where the shop has one", () => {
    expect(live).toContain("upgrade-insecure-requests");
    expect(contentPolicy("x", { APP_URL: "http://localhost:3000" })).not.toContain(
      "upgrade-insecure-requests",
    );
  });
});
