const plain = "next-auth.session-token";
const secure = "__Host-next-auth.session-token";

/** Every name that the session's cookie may have, that of earlier versions too. */
export const sessionCookieNames = [plain, secure, "__Secure-next-auth.session-token"] as const;

/** Says that somebody is signed in, for scripts of pages that come from the cache. It opens nothing. */
export const signedInCookie = "holdfast_signed_in";

/** As long as a browser keeps one. How long the session lasts is written in its row, not in the cookie. */
export const sessionCookieSeconds = 400 * 24 * 60 * 60;

/**
 * Name and attributes of the session's cookie. Where the shop is on https the browser itself holds it to this host, to the
 * whole site and to https (`__Host-`): no neighbouring subdomain can set it.
 */
export function sessionCookie(appUrl: string) {
  const https = appUrl.startsWith("https://");
  return {
    name: https ? secure : plain,
    options: { httpOnly: true, sameSite: "lax", path: "/", secure: https } as const,
  };
}
