import { describe, expect, test } from "vitest";
import { type EmailName, emailNames, holdsSecret, type RenderedEmail, renderEmail } from "./render";
import { samples } from "./samples";
import { sheetCss } from "./styles";

const live = `"'><img src=x onerror=alert(1)><script>alert(2)</script></td></table><!--<a href=javascript:alert(3)>`;
const header = "\r\nBcc: eve@example.com\r\n\r\n<b>body</b>\u0000\u0007\u2028";
const turned = "\u202Egnp.exe\u202C \u2067טקסט\u2069 \ud800";
const long = "W".repeat(300);
const hostile = [live, header, turned, long].join(" ");

/** Words that a template knows by themselves, and what is no text: zones, currencies, countries, days. */
const fixed = /^(?:[a-z_]+|[A-Z]{2,3}|[A-Z][a-z]+\/[A-Za-z_]+|\d{4}-\d\d-\d\d.*)$/;

/** Props with every text in them replaced, however deep; addresses of ours get a tail. */
function withText(value: unknown, text: (place: number) => string): unknown {
  let place = 0;
  const walk = (one: unknown): unknown => {
    if (typeof one === "string") {
      place += 1;
      if (fixed.test(one)) return one;
      return one.startsWith("https://")
        ? `${one}${encodeURIComponent(text(place).replace(/\p{Cs}/gu, ""))}`
        : text(place);
    }
    if (one instanceof Date || typeof one !== "object" || one === null) return one;
    if (Array.isArray(one)) return one.map(walk);
    return Object.fromEntries(Object.entries(one).map(([name, inner]) => [name, walk(inner)]));
  };
  return walk(value);
}

const rendered = <Name extends EmailName>(
  name: Name,
  text: (place: number) => string,
): Promise<RenderedEmail> =>
  renderEmail(
    name,
    withText(samples[name], text) as (typeof samples)[Name],
    "https://shop.test/mail-choices?key=1",
  );

/** Every tag with the names of its attributes: what a mail is made of, whatever is written in it. */
const skeleton = (html: string): string[] =>
  [...html.matchAll(/<(\/?[a-z!][\w-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>/gi)].map(
    ([, tag, attributes = ""]) =>
      `${tag} ${[...attributes.matchAll(/([\w-]+)=(?:"[^"]*"|'[^']*')/g)].map(([, name]) => name).join(" ")}`,
  );

describe.each(emailNames)("%s with hostile words in every field", (name) => {
  test("is built as with harmless ones: nothing in it runs, nothing of its frame breaks", async () => {
    const [good, bad] = [
      await rendered(name, (n) => `${"word ".repeat(100)}${n}`),
      await rendered(name, (n) => `${hostile} ${n}`),
    ];
    expect(skeleton(bad.html)).toEqual(skeleton(good.html));
    expect(bad.html).not.toMatch(/<(?:img|script|iframe|svg|b)\b/i);
    for (const [, href = ""] of bad.html.matchAll(/href="([^"]*)"/g)) expect(href).toMatch(/^https:\/\//);
  });

  test("has a subject of one line and carries nothing that no mail can", async () => {
    const { subject, html, text } = await rendered(name, (n) => `${hostile} ${n}`);
    expect(subject).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
    for (const part of [subject, html, text]) {
      expect(part).not.toMatch(/[\p{Cs}\u202a-\u202e\u2066-\u2069]/u);
      for (const control of ["\u0000", "\u0007"]) expect(part).not.toContain(control);
      expect(part).not.toContain("undefined");
    }
  });
});

test("a word without an end breaks, so that no mail grows wider than its screen", () => {
  expect(sheetCss).toContain("td, p, h1, h2, a { overflow-wrap: anywhere; }");
});

/** A key in an address opens something: such a mail must say so, or its address would be kept. */
test.each(emailNames)("%s keeps no key but its order's", (name) => {
  const urls = JSON.stringify(samples[name]).match(/https:[^"]*/g) ?? [];
  const keys = urls.filter((url) => /[?&#](?:key|token)=|\/(?:reset|invit|verify|confirm)/.test(url));
  const ofOrder = "orderNumber" in samples[name];
  if (keys.length > 0 && !ofOrder) expect(holdsSecret(name)).toBe(true);
});
