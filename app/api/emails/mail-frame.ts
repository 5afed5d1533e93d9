/**
 * A mail as a document of its own, for a frame: nothing in it runs, nothing is loaded but pictures, links open elsewhere.
 * The page around it may be dark while the mail is looked at in light: its own dark rules are switched here.
 */
export function mailFrame(html: string, scheme: string | null): Response {
  const media = scheme === "dark" ? "all" : "not all";
  const shown = html
    .replaceAll("@media (prefers-color-scheme: dark)", `@media ${media}`)
    .replaceAll("color-scheme: light dark", `color-scheme: ${scheme === "dark" ? "dark" : "light"}`)
    .replace("<head>", '<head><base target="_blank">');
  return new Response(shown, {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy":
        "default-src 'none'; style-src 'unsafe-inline'; img-src data: https:; base-uri 'none'; form-action 'none'; " +
        "frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox",
      "x-frame-options": "SAMEORIGIN",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cache-control": "private, no-store",
    },
  });
}
