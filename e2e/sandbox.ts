import { type APIRequestContext, expect } from "@playwright/test";
import { stack } from "./stack";

/** Makes a carrier slow or broken, until `calm`. The sandbox serves every test: keep it short. */
export async function disturb(
  request: APIRequestContext,
  carrier: "ups" | "fedex",
  faults: { latencyMs?: number; errorRate?: number; timeoutRate?: number },
): Promise<void> {
  const answer = await request.put(`${stack().sandbox}/control/faults/${carrier}`, { data: faults });
  expect(answer.ok(), await answer.text()).toBe(true);
}

export async function calm(request: APIRequestContext, carrier: "ups" | "fedex"): Promise<void> {
  await disturb(request, carrier, { latencyMs: 0, errorRate: 0, timeoutRate: 0 });
}
