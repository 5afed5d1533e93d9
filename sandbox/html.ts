import { stylesheet } from "./style";

/** Text that is HTML already. Only `html` and `raw` make one; everything else is escaped where it is put in. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

export type HtmlValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | undefined
  | Date
  | Html
  | readonly HtmlValue[];

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function render(value: HtmlValue): string {
  if (value === null || value === undefined || value === false || value === true) return "";
  if (value instanceof Html) return value.text;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(render).join("");
  return String(value).replace(/[&<>"']/g, (char) => entities[char] ?? char);
}

/**
 * HTML from a template; every value put in is escaped, except what `html` or `raw` made. Lists are joined; null,
 * undefined and booleans are left out, so `${paid && html`<b>paid</b>`}` works. Quote attribute values.
 */
export function html(parts: TemplateStringsArray, ...values: HtmlValue[]): Html {
  return new Html(parts.reduce((text, part, i) => text + render(values[i - 1]) + part));
}

/** Takes text as HTML without escaping: only for text that this program wrote itself. */
export function raw(text: string): Html {
  return new Html(text);
}

/** A whole document with the sandbox's stylesheet, ready for Hono's `c.html()`. Hosted vendor pages use it too. */
export function page(title: string, body: Html): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${raw(stylesheet)}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>`.text;
}
