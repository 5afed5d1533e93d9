import { type NextRequest, NextResponse } from "next/server";
import { contentPolicy } from "@/server/pages/content-policy";

/**
 * Gives every page that is made for one request a nonce of its own; Next reads it from the request's policy and puts it on
 * its scripts. Pages from the cache have theirs from server/pages/cached-pages.mjs.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const policy = contentPolicy(`'nonce-${nonce}'`);
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

export const config = {
  // All pages but the start page and products, which come from the cache; no interface, no file.
  matcher: [
    {
      source:
        "/((?!api/|_next/|media/|products/[^/]+$)(?!.*\\.(?:svg|js|png|ico|txt|xml|webmanifest|woff2)$).+)",
      missing: [{ type: "header", key: "next-router-prefetch" }],
    },
  ],
};
