/** Where browsers are sent on to pay; a form's redirect counts as its target. */
const payPages = ["https://checkout.stripe.com", "https://*.paypal.com"];

type Surroundings = Readonly<Record<string, string | undefined>>;

/** The origin of an address, or none. */
const originOf = (address: string | undefined): string[] => (address ? [new URL(address).origin] : []);

/**
 * The Content-Security-Policy of a page: scripts, styles and connections of our own only. `scripts` names the inline
 * scripts that Next writes into a page: a nonce where the page is made for one request, their hashes where it comes from
 * the cache. Style attributes are allowed, for they can't run anything; style elements are not.
 */
export function contentPolicy(scripts: string, at: Surroundings = process.env): string {
  const development = at.NODE_ENV === "development";
  const secure = at.APP_URL?.startsWith("https://") ?? false;
  const rules: Record<string, readonly string[]> = {
    "default-src": ["'self'"],
    // React explains errors with eval while developing.
    "script-src": ["'self'", scripts, ...(development ? ["'unsafe-eval'"] : [])],
    "style-src": ["'self'", ...(development ? ["'unsafe-inline'"] : [])],
    "style-src-attr": ["'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:", ...originOf(at.S3_PUBLIC_URL)],
    "connect-src": ["'self'", ...(development ? ["ws:"] : [])],
    "form-action": ["'self'", ...payPages, ...originOf(at.STRIPE_API_URL), ...originOf(at.PAYPAL_API_URL)],
    "worker-src": ["'self'", "blob:"],
    "media-src": ["'self'", "blob:"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
    ...(secure ? { "upgrade-insecure-requests": [] } : {}),
  };
  return Object.entries(rules)
    .map(([name, sources]) => [name, ...sources].join(" ").trim())
    .join("; ");
}
