import { z } from "zod";
import type { CrmResult } from "@/server/ports/crm";
import { type HubspotCall, HubspotRefusal } from "./client";

export type BatchInput = { id: string; idProperty?: string; properties: Record<string, string> };

const batchAnswer = z.object({
  results: z.array(z.object({ id: z.string(), properties: z.record(z.string(), z.string().nullish()) })),
  errors: z.array(z.object({ message: z.string() })).optional(),
});

/**
 * Sends one batch and tells what became of each record, in the order of the input. HubSpot refuses a batch as a whole for
 * one bad record, so a refused batch is halved until the bad one stands alone: the others are not held up by it. `key` is
 * the property by which records are told apart in the answer.
 */
export async function sendBatch(
  call: HubspotCall,
  path: string,
  inputs: readonly BatchInput[],
  key: string,
): Promise<CrmResult[]> {
  if (inputs.length === 0) return [];
  try {
    const { results, errors = [] } = await call("POST", path, batchAnswer, { inputs });
    const known = new Map(results.map(({ id, properties }) => [fold(properties[key]), id]));
    return inputs.map(({ properties }) => {
      const crmId = known.get(fold(properties[key]));
      const message = errors[0]?.message ?? "HubSpot did not say what became of it.";
      return crmId ? { ok: true, crmId } : { ok: false, message };
    });
  } catch (error) {
    if (!(error instanceof HubspotRefusal)) throw error;
    if (inputs.length === 1) return [{ ok: false, message: error.message }];
    const middle = Math.ceil(inputs.length / 2);
    return [
      ...(await sendBatch(call, path, inputs.slice(0, middle), key)),
      ...(await sendBatch(call, path, inputs.slice(middle), key)),
    ];
  }
}

const fold = (value: string | null | undefined): string => (value ?? "").toLowerCase();
