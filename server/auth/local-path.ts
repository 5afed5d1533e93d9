/**
 * The path to go back to after signing in, or null: only a path of our own. "//evil.example", "/\evil.example" and
 * "https://evil.example" all leave the site, whatever they look like.
 */
export function localPath(from: string | null | undefined): string | null {
  if (!from?.startsWith("/") || from.length > 500) return null;
  const here = "http://here.invalid";
  try {
    const url = new URL(from, here);
    // Read as the browser will: it drops tabs and newlines, and takes a backslash for a slash.
    return url.origin === here && !url.pathname.startsWith("//")
      ? `${url.pathname}${url.search}${url.hash}`
      : null;
  } catch {
    return null;
  }
}
