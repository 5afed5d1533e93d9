import { providerUnavailable } from "@/server/kernel/errors";
import { tokenAnswer } from "./answers";
import { exchange, type PaypalConnection, PaypalRefusal } from "./exchange";

/** Renewed this long before PayPal would refuse it, so that no request starts with a token about to end. */
const marginMs = 60_000;

export type TokenSource = {
  /** A token that is valid for a while yet. Callers who come at the same time share one request to PayPal. */
  current(): Promise<string>;
  /** Drops a token PayPal has refused; one that has been replaced meanwhile stays. */
  forget(token: string): void;
};

/** OAuth 2 client credentials: `POST /v1/oauth2/token` with Basic authorization and a form body. */
export function tokenSource(config: PaypalConnection): TokenSource {
  let held: { token: string; usableUntil: number } | undefined;
  let asking: Promise<string> | undefined;

  async function ask(): Promise<string> {
    const basic = Buffer.from(`${config.clientId}:${config.clientSecret}`).toString("base64");
    const askedAt = config.now().getTime();
    const answer = await exchange(config, "/v1/oauth2/token", {
      method: "POST",
      headers: {
        authorization: `Basic ${basic}`,
        accept: "application/json",
        "content-type": "application/x-www-form-urlencoded",
      },
      body: "grant_type=client_credentials",
    }).catch((error: unknown) => {
      throw error instanceof PaypalRefusal ? providerUnavailable("PayPal", error) : error;
    });
    const parsed = tokenAnswer.safeParse(answer);
    // The parse error would quote nothing secret, and still: an answer that carries a token goes into no message.
    if (!parsed.success) throw providerUnavailable("PayPal", new Error("PayPal gave no token."));
    const { access_token: token, expires_in: seconds } = parsed.data;
    held = { token, usableUntil: askedAt + seconds * 1000 - marginMs };
    return token;
  }

  return {
    current() {
      if (held && config.now().getTime() < held.usableUntil) return Promise.resolve(held.token);
      asking ??= ask().finally(() => {
        asking = undefined;
      });
      return asking;
    },
    forget(token) {
      if (held?.token === token) held = undefined;
    },
  };
}
