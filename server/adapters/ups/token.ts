import { providerUnavailable } from "@/server/kernel/errors";
import { tokenAnswer } from "./answers";
import { exchange, type UpsConnection, UpsRefusal } from "./exchange";

/** Renewed this long before UPS would refuse it, so that no request starts with a token about to end. */
const marginMs = 60_000;

export type TokenSource = {
  /** A token that is valid for a while yet. Callers who come at the same time share one request to UPS. */
  current(): Promise<string>;
  /** Drops a token UPS has refused; one that has been replaced meanwhile stays. */
  forget(token: string): void;
};

/** OAuth 2 client credentials: `POST /security/v1/oauth/token` with Basic authorization and a form body. */
export function tokenSource(config: UpsConnection): TokenSource {
  let held: { token: string; usableUntil: number } | undefined;
  let asking: Promise<string> | undefined;

  async function ask(): Promise<string> {
    const basic = Buffer.from(`${config.clientId}:${config.clientSecret}`).toString("base64");
    const askedAt = config.now().getTime();
    const parsed = tokenAnswer.safeParse(
      await exchange(config, "/security/v1/oauth/token", {
        method: "POST",
        headers: {
          authorization: `Basic ${basic}`,
          accept: "application/json",
          "content-type": "application/x-www-form-urlencoded",
          "x-merchant-id": config.accountNumber,
        },
        body: "grant_type=client_credentials",
      }).catch((error: unknown) => {
        throw error instanceof UpsRefusal ? providerUnavailable("UPS", error) : error;
      }),
    );
    if (!parsed.success) throw providerUnavailable("UPS", parsed.error);
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
