import http from "node:http";
import https from "node:https";
import { canonicalJson, signCall } from "./signature";

export type Answer = { status: number; headers: Record<string, string | undefined>; body: string };

export type Call = {
  url: string;
  functionId: string;
  /** Names this call and its holder; comes back with steps that the app reports while it is still working. */
  ticket: string;
  runId: string;
  stepId: string | null;
  attempt: number;
  maxAttempts: number;
  /** The event as it was stored, JSON. */
  event: string;
  /** Results so far, in order of completion: step id and its JSON. */
  steps: readonly (readonly [string, string])[];
};

/** The app could not be reached at all: nothing was run. */
export class AppAway extends Error {}

const agents = {
  "http:": new http.Agent({ keepAlive: true, maxFreeSockets: 64 }),
  "https:": new https.Agent({ keepAlive: true, maxFreeSockets: 64 }),
};

/** Makes one call to the app, as Inngest's executor does. Rejects with AppAway, or with what went wrong on the way. */
export function callApp(
  call: Call,
  options: { signingKey?: string | undefined; timeoutMs: number; signal: AbortSignal },
): Promise<Answer> {
  const url = new URL(call.url);
  if (call.stepId) url.searchParams.set("stepId", call.stepId);
  const headers: Record<string, string> = { "content-type": "application/json", "x-run-id": call.runId };
  let body = callBody(call);
  if (options.signingKey) {
    body = canonicalJson(JSON.parse(body));
    headers["x-inngest-signature"] = signCall(body, options.signingKey, new Date());
  }
  return send("POST", url, headers, body, options);
}

// Assembled from stored text: parsing and printing every result again at every call would cost more than the call.
function callBody(call: Call): string {
  const steps = call.steps.map(([id, result]) => `${JSON.stringify(id)}:${result}`).join(",");
  const ctx = {
    run_id: call.runId,
    // With the function's id the SDK goes on after a step, reporting it on the way, instead of asking for another call.
    ...(call.stepId === null ? { fn_id: call.functionId, qi_id: call.ticket } : {}),
    attempt: call.attempt,
    max_attempts: call.maxAttempts,
    // One step of a group is asked for by name; its siblings are asked for at the same time.
    disable_immediate_execution: call.stepId !== null,
    use_api: false,
    stack: { stack: call.steps.map(([id]) => id), current: call.steps.length },
  };
  return `{"version":2,"event":${call.event},"events":[${call.event}],"steps":{${steps}},"ctx":${JSON.stringify(ctx)}}`;
}

/** One HTTP request over kept connections. */
export function send(
  method: string,
  url: URL,
  headers: Record<string, string>,
  body: string,
  options: { timeoutMs: number; signal?: AbortSignal },
): Promise<Answer> {
  const secure = url.protocol === "https:";
  return new Promise((resolve, reject) => {
    const request = (secure ? https : http).request(
      url,
      {
        method,
        agent: agents[secure ? "https:" : "http:"],
        headers: { ...headers, "content-length": Buffer.byteLength(body) },
        ...(options.signal ? { signal: options.signal } : {}),
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => {
          clearTimeout(tooLong);
          const flat = Object.entries(response.headers).map(([name, value]) => [
            name,
            Array.isArray(value) ? value[0] : value,
          ]);
          resolve({
            status: response.statusCode ?? 0,
            headers: Object.fromEntries(flat),
            body: Buffer.concat(chunks).toString(),
          });
        });
      },
    );
    const tooLong = setTimeout(
      () => request.destroy(new Error(`no answer within ${options.timeoutMs / 1000} s`)),
      options.timeoutMs,
    );
    request.on("error", (error: NodeJS.ErrnoException) => {
      clearTimeout(tooLong);
      const unreachable = ["ECONNREFUSED", "ENOTFOUND", "EHOSTUNREACH"].includes(error.code ?? "");
      reject(unreachable ? new AppAway(`${url.origin} does not answer`) : error);
    });
    request.end(body);
  });
}
