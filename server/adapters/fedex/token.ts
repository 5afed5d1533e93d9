import { providerUnavailable } from "@/server/kernel/errors";
import { tokenAnswer } from "./answers";
import { exchange, type FedexConnection, FedexRefusal } from "./exchange";

/** Renewed this long before FedEx would refuse it, so that no request starts with a token about to end. */
const marginMs = 60_000;

export type TokenSource = {
  /** A token that is valid for a while yet. Callers who come at the same time share one request to FedEx. */
  current(): Promise<string>;
  /** Drops a token FedEx has refused; one that has been replaced meanwhile stays. */
  forget(token: string): void;
};

/** OAuth 2 client credentials: `POST /oauth/token`, the credentials in a form body. A token lives for an hour. */
export function tokenSource(config: FedexConnection): TokenSource {
  let held: { token: string; usableUntil: number } | undefined;
  let asking: Promise<string> | undefined;

  async function ask(): Promise<string> {
    const askedAt = config.now().getTime();
    const parsed = tokenAnswer.safeParse(
      await exchange(config, "/oauth/token", {
        method: "POST",
        headers: { accept: "application/json", "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({
          grant_type: "client_credentials",
          client_id: config.clientId,
          client_secret: config.clientSecret,
        }).toString(),
      }).catch((error: unknown) => {
        throw error instanceof FedexRefusal ? providerUnavailable("FedEx", error) : error;
      }),
    );
    if (!parsed.success) throw providerUnavailable("FedEx", parsed.error);
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
