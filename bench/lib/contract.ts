import { Agent, request } from "undici";

export type Answer = { ok: boolean; status: number; ms: number; kind: string | null; data: unknown };

/** A caller of the HTTP contract that keeps its connections open. */
export function contract(web: string, connections: number, cookie?: string) {
  const dispatcher = new Agent({ connections, pipelining: 1, headersTimeout: 60_000, bodyTimeout: 60_000 });
  const headers = { "content-type": "application/json", ...(cookie ? { cookie } : {}) };

  const caller = {
    /** Opens all connections, so that what is measured next does not begin with that. */
    connect: () => Promise.all(Array.from({ length: connections }, () => caller.mutate("ping"))),
    async mutate(path: string, input?: unknown): Promise<Answer> {
      const start = performance.now();
      const body = input === undefined ? "" : JSON.stringify(input);
      const response = await request(`${web}/api/trpc/${path}`, {
        method: "POST",
        headers,
        body,
        dispatcher,
      });
      const json = (await response.body.json()) as Reply;
      const ms = performance.now() - start;
      if (json.error?.data?.kind === "rate_limited") {
        console.error(
          "The shop limits what one address may do. For a load run start it with RATE_LIMITS=off.",
        );
        process.exit(1);
      }
      return {
        ok: response.statusCode === 200,
        status: response.statusCode,
        ms,
        kind: json.error?.data?.kind ?? null,
        data: json.result?.data,
      };
    },
    async query(path: string, input: unknown): Promise<Answer> {
      const start = performance.now();
      const url = `${web}/api/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`;
      const response = await request(url, { headers, dispatcher });
      const json = (await response.body.json()) as Reply;
      return {
        ok: response.statusCode === 200,
        status: response.statusCode,
        ms: performance.now() - start,
        kind: json.error?.data?.kind ?? null,
        data: json.result?.data,
      };
    },
    close: () => dispatcher.close(),
  };
  return caller;
}

type Reply = { result?: { data: unknown }; error?: { data?: { kind?: string } } };

/** Signs in as demo staff and gives the session's cookie. */
export async function signIn(web: string, email: string, password = "holdfast-demo"): Promise<string> {
  const csrf = await fetch(`${web}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const jar = csrf.headers.getSetCookie().map((cookie) => cookie.split(";")[0]);
  const response = await fetch(`${web}/api/auth/callback/credentials`, {
    method: "POST",
    redirect: "manual",
    headers: { "content-type": "application/x-www-form-urlencoded", cookie: jar.join("; ") },
    body: new URLSearchParams({ csrfToken, email, password, json: "true" }),
  });
  const session = response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0] ?? "")
    .find((cookie) => cookie.includes("session-token="));
  if (!session) throw new Error(`Could not sign in as ${email}: ${response.status}`);
  return session;
}
