import { Marked, type Tokens } from "marked";
import TurndownService from "turndown";

/** Longer than any product needs, short enough to be turned into a page at once. */
export const maxBody = 100_000;

const turndown = new TurndownService({ headingStyle: "atx", bulletListMarker: "-", emDelimiter: "*" });
turndown.remove([
  "script",
  "style",
  "noscript",
  "iframe",
  "object",
  "template",
  "title",
  "textarea",
  "select",
]);
turndown.remove((node) =>
  ["SVG", "MATH", "EMBED", "IMG", "VIDEO", "AUDIO"].includes(node.nodeName.toUpperCase()),
);
turndown.addRule("points", {
  filter: "li",
  replacement(content, node) {
    const list = node.parentNode as unknown as { nodeName: string; children: ArrayLike<unknown> } | null;
    const place = list ? Array.from(list.children).indexOf(node) + 1 : 1;
    const mark = list?.nodeName === "OL" ? `${place}. ` : "- ";
    const text = content.trim().replace(/\n/g, `\n${" ".repeat(mark.length)}`);
    return `${mark}${text}${node.nextSibling ? "\n" : ""}`;
  },
});
turndown.addRule("rows", {
  filter: "tr",
  replacement: (content) => `\n\n${content.replace(/ · $/, "")}\n\n`,
});
turndown.addRule("cells", { filter: ["td", "th"], replacement: (content) => `${content.trim()} · ` });
turndown.addRule("links", {
  filter: "a",
  replacement(content, node) {
    const href = (node as unknown as { getAttribute(name: string): string | null }).getAttribute("href");
    return href && isSafe(href) && content.trim() ? `[${content}](<${href.trim()}>)` : content;
  },
});

/** A description in HTML as Markdown: its words, paragraphs, lists, headings, emphasis and links; nothing that runs. */
export function bodyFromHtml(html: string): string {
  // Most of a long file is plain text, and taking a page apart costs a thousand times as much.
  const text = /[<&]/.test(html) ? turndown.turndown(html) : turndown.escape(html.replace(/\s+/g, " "));
  return text
    .replace(/\u00a0/g, " ")
    .replace(/[ \t]+$/gm, (end) => (end === "  " ? end : ""))
    .trim();
}

const signs: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const inert = (text: string): string => text.replace(/[&<>"']/g, (sign) => signs[sign] ?? "");
/** The same, with signs that are written out already left as they are. */
const inertText = (text: string): string =>
  text.replace(/[<>"']|&(?!(?:#\d{1,7}|#x[\da-f]{1,6}|\w{1,40});)/gi, (sign) => signs[sign] ?? "");

/** Addresses that a link in a description may lead to. */
function isSafe(href: string): boolean {
  try {
    return ["http:", "https:", "mailto:"].includes(new URL(href).protocol);
  } catch {
    return false;
  }
}

const marked = new Marked({
  gfm: true,
  async: false,
  renderer: {
    // HTML inside the text is shown as it was typed.
    html: ({ text }: Tokens.HTML | Tokens.Tag) => inert(text),
    // Left to itself it trusts the text behind a tag such as <script>.
    text(token: Tokens.Text | Tokens.Escape) {
      return "tokens" in token && token.tokens
        ? this.parser.parseInline(token.tokens)
        : inertText(token.text);
    },
    link({ href, tokens }: Tokens.Link) {
      const words = this.parser.parseInline(tokens);
      return isSafe(href)
        ? `<a href="${inert(href)}" rel="nofollow noopener noreferrer">${words}</a>`
        : words;
    },
    // Pictures have their own place beside the text.
    image: ({ text }: Tokens.Image) => inert(text),
    checkbox: () => "",
    // The page's own title is the first.
    heading({ depth, tokens }: Tokens.Heading) {
      const level = Math.max(2, depth);
      return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>\n`;
    },
    code: ({ text }: Tokens.Code) => `<pre><code>${inert(text)}</code></pre>\n`,
    codespan: ({ text }: Tokens.Codespan) => `<code>${inert(text)}</code>`,
  },
});

/** A description as HTML that is safe to put on a page: only tags that are made here. */
export const bodyToHtml = (body: string): string => (marked.parse(body) as string).trim();
