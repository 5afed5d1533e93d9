/**
 * Whether a request that changes something comes from a page of ours, or from no browser at all. Browsers say where a
 * request comes from and let no page forge that; the session's cookie would come along from anywhere a link is followed.
 */
export function isOwnSite(request: Request, ownUrl: string): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin" || site === "none";
  const origin = request.headers.get("origin");
  return origin === null || origin === new URL(ownUrl).origin;
}
