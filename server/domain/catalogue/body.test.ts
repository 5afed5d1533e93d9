import { describe, expect, it } from "vitest";
import { products } from "@/db/seed/catalogue";
import { bodyFromHtml, bodyToHtml } from "./body";

/** The tags that may be on a page, spelt out: whatever is not one of these is text or a hole. */
const allowed =
  /^<(\/?(p|ul|ol|li|strong|em|del|br|hr|h[2-6]|blockquote|pre|code|table|thead|tbody|tr|th|td)|ol start="\d+"|t[hd] align="(left|center|right)"|\/a|a href="(https?:\/\/|mailto:)[^"<>]*" rel="nofollow noopener noreferrer")>$/;

const tagsOf = (html: string): string[] => html.match(/<[^>]*>?/g) ?? [];

const nasty = [
  "<script>alert(1)</script>Nice shirt",
  '<img src=x onerror="alert(1)">',
  '<a href="javascript:alert(1)">a</a><a href=" JaVaScRiPt:alert(1)">b</a><a href="java&#10;script:alert(1)">c</a>',
  '<a href="data:text/html,<script>alert(1)</script>">d</a>',
  "<svg onload=alert(1)><script>alert(1)</script></svg>",
  "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
  "&lt;script&gt;alert(1)&lt;/script&gt;",
  "<p>`<script>alert(1)</script>`</p>",
  "<pre><code>&lt;img src=x onerror=alert(1)&gt;</code></pre>",
  '[click](javascript:alert(1)) ![x](javascript:alert(1) "onerror=alert(1)")',
  "<math><mtext></mtext><script>alert(1)</script></math>",
  "<<script>script>alert(1)<</script>/script>",
  '<a href="https://x.test/&quot; onmouseover=&quot;alert(1)">e</a>',
  "<form action=https://evil.test><input name=password></form>",
  "<style>@import 'https://evil.test'</style><base href=https://evil.test>",
  "<p title='</p><script>alert(1)</script>'>t</p>",
  "<script>x <img src=x onerror=alert(1)//",
  "<pre>x <img src=x onerror=alert(1)//",
  "- [ ] <b onclick=alert(1)>box</b>",
  "| a | b |\n|---|---|\n| <script>alert(1)</script> | [x](javascript:alert(1)) |",
];

describe("a description", () => {
  it.each(nasty)("lets nothing run: %s", (html) => {
    // As an import takes it, and as somebody may type it.
    for (const body of [bodyFromHtml(html), html])
      expect(tagsOf(bodyToHtml(body)).filter((tag) => !allowed.test(tag))).toEqual([]);
  });

  it("keeps paragraphs, lists, headings, emphasis and links of HTML", () => {
    const html =
      '<h3>Care</h3><p>Wash <strong>cold</strong>, dry <em>flat</em>.<br>Iron low.</p><ul><li>one</li><li>two<ul><li>inner</li></ul></li></ul><ol><li>first</li><li>second</li></ol><p><a href="https://shop.test/size_(eu)">Sizes</a></p>';
    const body = bodyFromHtml(html);
    expect(body).toBe(
      "### Care\n\nWash **cold**, dry *flat*.  \nIron low.\n\n- one\n- two\n  - inner\n\n1. first\n2. second\n\n[Sizes](<https://shop.test/size_(eu)>)",
    );
    const shown = bodyToHtml(body);
    for (const part of ["<h3>Care</h3>", "<strong>cold</strong>", "<br>", "<li>inner</li>", "<ol>"])
      expect(shown).toContain(part);
    expect(shown).toContain(
      '<a href="https://shop.test/size_(eu)" rel="nofollow noopener noreferrer">Sizes</a>',
    );
  });

  it("keeps plain text as it is, also signs that mean something in Markdown", () => {
    const text = "2 * 3 = 6, [sic], a_b_c & 100% <3";
    expect(bodyToHtml(bodyFromHtml("2 * 3 = 6, [sic], a_b_c &amp; 100% &lt;3"))).toBe(
      `<p>${text.replace("&", "&amp;").replace("<", "&lt;")}</p>`,
    );
    expect(bodyToHtml(bodyFromHtml("# 1 choice\n- really"))).toBe("<p># 1 choice - really</p>");
  });

  it("turns the rows of a table into lines", () => {
    expect(
      bodyFromHtml("<table><tr><th>Size</th><th>Chest</th></tr><tr><td>M</td><td>96 cm</td></tr></table>"),
    ).toBe("Size · Chest\n\nM · 96 cm");
  });

  it("comes to the same when it goes out and in again", () => {
    const html = "<p>A <strong>b</strong></p><ul><li>c</li><li>d <em>e</em></li></ul><h2>F</h2><p>g<br>h</p>";
    const body = bodyFromHtml(html);
    expect(bodyFromHtml(bodyToHtml(body))).toBe(body);
  });

  it("shows the demo catalogue's texts word for word", () => {
    for (const { body } of products) {
      const words = bodyToHtml(body)
        .replace(/<\/?(p|ul|li)>/g, " ")
        .replaceAll("&#39;", "'")
        .replaceAll("&quot;", '"');
      expect(words.split(/\s+/).filter(Boolean)).toEqual(
        body.replace(/^- /gm, "").split(/\s+/).filter(Boolean),
      );
    }
  });

  it("refuses no page however deep its tags are nested", () => {
    const deep = `${"<div>".repeat(300)}deep${"</div>".repeat(300)}`;
    expect(bodyFromHtml(deep)).toBe("deep");
  });
});
