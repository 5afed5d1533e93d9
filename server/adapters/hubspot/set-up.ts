import { z } from "zod";
import { providerUnavailable } from "@/server/kernel/errors";
import { type DealStage, dealStages } from "@/server/ports/crm";
import { type HubspotCall, HubspotRefusal } from "./client";
import { ownProperties, pipelineLabel, stages } from "./properties";

const pipelineAnswer = z.object({
  id: z.string(),
  label: z.string(),
  stages: z.array(z.object({ id: z.string(), label: z.string() })),
});

export type Pipeline = { id: string; stageIds: Record<DealStage, string> };

/** Makes our properties where they are missing, and finds or makes our pipeline. Safe to repeat, also from two processes. */
export async function setUp(call: HubspotCall): Promise<Pipeline> {
  for (const object of ["contacts", "deals"] as const) await makeProperties(call, object);
  return (await findPipeline(call)) ?? (await makePipeline(call));
}

async function makeProperties(call: HubspotCall, object: "contacts" | "deals"): Promise<void> {
  const list = z.object({ results: z.array(z.object({ name: z.string() })) });
  const { results } = await call("GET", `/crm/v3/properties/${object}`, list);
  const known = new Set(results.map(({ name }) => name));
  const { group, properties } = ownProperties[object];
  for (const property of properties) {
    if (known.has(property.name)) continue;
    const body = {
      ...property,
      groupName: group,
      ...(property.type === "bool"
        ? {
            options: [
              { label: "Yes", value: "true", displayOrder: 0 },
              { label: "No", value: "false", displayOrder: 1 },
            ],
          }
        : {}),
    };
    await unlessThere(() =>
      call("POST", `/crm/v3/properties/${object}`, z.object({ name: z.string() }), body),
    );
  }
}

async function findPipeline(call: HubspotCall): Promise<Pipeline | null> {
  const list = z.object({ results: z.array(pipelineAnswer) });
  const { results } = await call("GET", "/crm/v3/pipelines/deals", list);
  const found = results.find(({ label }) => label === pipelineLabel);
  return found ? pipelineOf(found) : null;
}

async function makePipeline(call: HubspotCall): Promise<Pipeline> {
  const body = {
    label: pipelineLabel,
    displayOrder: 0,
    stages: dealStages.map((stage, displayOrder) => ({
      label: stages[stage].label,
      displayOrder,
      metadata: { probability: stages[stage].probability },
    })),
  };
  const made = await unlessThere(() => call("POST", "/crm/v3/pipelines/deals", pipelineAnswer, body));
  const pipeline = made ? pipelineOf(made) : await findPipeline(call);
  if (!pipeline) throw providerUnavailable("HubSpot", new Error("The pipeline could not be made."));
  return pipeline;
}

function pipelineOf({ id, stages: there }: z.infer<typeof pipelineAnswer>): Pipeline {
  const idOf = (stage: DealStage): string => {
    const found = there.find(({ label }) => label === stages[stage].label);
    if (found) return found.id;
    throw providerUnavailable(
      "HubSpot",
      new Error(`The pipeline "${pipelineLabel}" has no stage "${stages[stage].label}"; add it in HubSpot.`),
    );
  };
  return {
    id,
    stageIds: {
      placed: idOf("placed"),
      paid: idOf("paid"),
      shipped: idOf("shipped"),
      delivered: idOf("delivered"),
      cancelled: idOf("cancelled"),
    },
  };
}

/** Somebody else made it in the meantime: as good. */
async function unlessThere<Answer>(make: () => Promise<Answer>): Promise<Answer | null> {
  try {
    return await make();
  } catch (error) {
    if (error instanceof HubspotRefusal && error.status === 409) return null;
    throw error;
  }
}
