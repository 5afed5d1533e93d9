import http from "node:http";
import https from "node:https";
import Stripe from "stripe";

export type StripeOptions = {
  secretKey: string;
  /** `whsec_…` of the endpoint that sends to /api/webhooks/stripe. */
  webhookSecret: string;
  /** Another address than Stripe's own, such as http://localhost:4000/stripe; a path is put before `/v1/…`. */
  apiUrl?: string;
  /** For one try; a call is tried twice at most. */
  timeoutMs?: number;
};

/**
 * The SDK with our limits. One retry: every POST carries an idempotency key (the SDK makes one where we give none), so
 * repeating is safe. `host`, `port` and `protocol` are all the SDK knows of an address, so a path in `apiUrl` is added
 * by a thin HTTP client around its own.
 */
export function stripeClient({ secretKey, apiUrl, timeoutMs = 5_000 }: StripeOptions): Stripe {
  const base = apiUrl === undefined ? undefined : new URL(apiUrl);
  const Agent = base?.protocol === "http:" ? http.Agent : https.Agent;
  // The agent's time-out covers connecting; the SDK's own only begins when the connection stands.
  const plain = Stripe.createNodeHttpClient(new Agent({ keepAlive: true, timeout: timeoutMs }));
  const common = { timeout: timeoutMs, maxNetworkRetries: 1, telemetry: false };
  if (!base) return new Stripe(secretKey, { ...common, httpClient: plain });

  const prefix = base.pathname.replace(/\/$/, "");
  const secure = base.protocol === "https:";
  return new Stripe(secretKey, {
    ...common,
    host: base.hostname,
    port: base.port || (secure ? "443" : "80"),
    protocol: secure ? "https" : "http",
    httpClient: {
      getClientName: () => plain.getClientName(),
      makeRequest: (host, port, path, ...rest) => plain.makeRequest(host, port, prefix + path, ...rest),
    },
  });
}
