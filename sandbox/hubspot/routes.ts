import { Hono } from "hono";
import { z } from "zod";
import type { World } from "../vendor";
import { HubspotError } from "./errors";
import { keepPace } from "./limit";
import { batchInput, type ObjectType, objectTypes, type Row, writeBatch } from "./objects";

export const accessToken = () => process.env.HUBSPOT_ACCESS_TOKEN || "pat-sandbox-hubspot";

const typeOf = (given: string): ObjectType => {
  const type = objectTypes.find((known) => known === given);
  if (!type) throw new HubspotError(404, "OBJECT_NOT_FOUND", `Unable to infer object type from: ${given}`);
  return type;
};

async function read<Shape>(request: Request, shape: z.ZodType<Shape>): Promise<Shape> {
  const parsed = shape.safeParse(await request.json().catch(() => null));
  if (parsed.success) return parsed.data;
  throw new HubspotError(400, "VALIDATION_ERROR", `Invalid input JSON: ${z.prettifyError(parsed.error)}`);
}

/** The parts of HubSpot's CRM that the shop speaks to. */
export function routes(world: World): Hono {
  const { db, now } = world;
  const app = new Hono();
  app.onError((error) => {
    if (error instanceof HubspotError) return error.answer();
    throw error;
  });
  app.use("*", async (c, next) => {
    if (c.req.header("authorization") !== `Bearer ${accessToken()}`)
      throw new HubspotError(
        401,
        "INVALID_AUTHENTICATION",
        "Authentication credentials not found or not valid.",
      );
    await keepPace(world);
    await next();
  });

  app.get("/crm/v3/properties/:type", async (c) => {
    const { rows } = await db.query<{ body: object }>("select body from hubspot_property where type = $1", [
      typeOf(c.req.param("type")),
    ]);
    return c.json({ results: rows.map(({ body }) => body) });
  });
  app.post("/crm/v3/properties/:type", async (c) => {
    const body = await read(c.req.raw, property);
    const { rowCount } = await db.query(
      "insert into hubspot_property (type, name, body) values ($1, $2, $3) on conflict do nothing",
      [typeOf(c.req.param("type")), body.name, body],
    );
    if (rowCount === 0)
      throw new HubspotError(409, "CONFLICT", `A property named '${body.name}' already exists.`);
    return c.json({ ...body, createdAt: now().toISOString() }, 201);
  });

  app.get("/crm/v3/pipelines/deals", async (c) => {
    const { rows } = await db.query<{ id: string; body: object }>(
      "select id, body from hubspot_pipeline order by id",
    );
    return c.json({ results: rows.map(({ id, body }) => ({ id, ...body })) });
  });
  app.post("/crm/v3/pipelines/deals", async (c) => {
    const given = await read(c.req.raw, pipeline);
    const stages = given.stages.map((stage, i) => ({ id: String(1000 + i), ...stage }));
    const { rows } = await db.query<{ id: string }>(
      "insert into hubspot_pipeline (body) values ($1) on conflict do nothing returning id",
      [{ ...given, stages }],
    );
    if (!rows[0]) throw new HubspotError(409, "CONFLICT", "A pipeline with this label already exists.");
    return c.json({ id: rows[0].id, ...given, stages }, 201);
  });

  for (const mode of ["update", "upsert"] as const)
    app.post(`/crm/v3/objects/:type/batch/${mode}`, async (c) => {
      const startedAt = now().toISOString();
      const { inputs } = await read(c.req.raw, batchInput);
      const rows = await writeBatch(db, typeOf(c.req.param("type")), mode, inputs, now());
      const results = rows.map(({ isNew, ...row }) => ({
        ...shown(row),
        ...(mode === "upsert" ? { new: isNew } : {}),
      }));
      return c.json({ status: "COMPLETE", results, startedAt, completedAt: now().toISOString() });
    });

  app.post("/crm/v3/objects/contacts/gdpr-delete", async (c) => {
    const { objectId } = await read(c.req.raw, z.object({ objectId: z.string() }));
    const { rowCount } = await db.query(
      "delete from hubspot_object where type = 'contacts' and id::text = $1",
      [objectId],
    );
    if (rowCount === 0) throw new HubspotError(404, "OBJECT_NOT_FOUND", "Object not found.");
    return c.body(null, 204);
  });

  app.post("/crm/v4/associations/deals/contacts/batch/associate/default", async (c) => {
    const { inputs } = await read(c.req.raw, associations);
    const deals = inputs.map(({ from }) => from.id);
    const contacts = inputs.map(({ to }) => to.id);
    await db
      .query(
        `insert into hubspot_association (deal, contact)
         select deal::bigint, contact::bigint from unnest($1::text[], $2::text[]) as pair (deal, contact)
         on conflict do nothing`,
        [deals, contacts],
      )
      .catch(() => {
        throw new HubspotError(404, "OBJECT_NOT_FOUND", "One of the objects does not exist.");
      });
    return c.json({ status: "COMPLETE", results: inputs });
  });
  return app;
}

const property = z.object({
  name: z.string().regex(/^[a-z][a-z\d_]*$/),
  label: z.string().min(1),
  type: z.enum(["string", "number", "datetime", "bool", "enumeration", "date"]),
  fieldType: z.enum(["text", "number", "date", "booleancheckbox", "select", "textarea"]),
  groupName: z.enum(["contactinformation", "dealinformation"]),
  hasUniqueValue: z.boolean().optional(),
  options: z.array(z.object({ label: z.string(), value: z.string(), displayOrder: z.number() })).optional(),
});

const pipeline = z.object({
  label: z.string().min(1),
  displayOrder: z.number().int(),
  stages: z
    .array(
      z.object({
        label: z.string().min(1),
        displayOrder: z.number().int(),
        metadata: z.object({ probability: z.enum(["0.0", "0.5", "0.9", "1.0"]) }),
      }),
    )
    .min(1),
});

const end = z.object({ id: z.string().regex(/^\d+$/) });
const associations = z.object({
  inputs: z
    .array(z.object({ from: end, to: end }))
    .min(1)
    .max(2000),
});

const shown = ({ id, properties, created, updated }: Row) => ({
  id,
  properties: { ...properties, hs_object_id: id },
  createdAt: created.toISOString(),
  updatedAt: updated.toISOString(),
  archived: false,
});
