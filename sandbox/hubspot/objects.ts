import type pg from "pg";
import { z } from "zod";
import { HubspotError } from "./errors";

export const objectTypes = ["contacts", "deals"] as const;
export type ObjectType = (typeof objectTypes)[number];

export const batchInput = z.object({
  inputs: z
    .array(
      z.object({
        id: z.string().min(1),
        idProperty: z.string().optional(),
        properties: z.record(z.string(), z.string()),
      }),
    )
    .min(1)
    .max(100),
});
type Input = z.infer<typeof batchInput>["inputs"][number];

export type Row = {
  id: string;
  properties: Record<string, string>;
  created: Date;
  updated: Date;
};

/** What HubSpot has without our asking. */
const builtIn: Record<ObjectType, readonly string[]> = {
  contacts: ["email", "firstname", "lastname", "phone"],
  deals: ["dealname", "amount", "deal_currency_code", "pipeline", "dealstage", "createdate", "closedate"],
};

/** All of a batch or none of it, as HubSpot does: one bad record refuses the others. */
export async function writeBatch(
  db: pg.Pool,
  type: ObjectType,
  mode: "update" | "upsert",
  inputs: readonly Input[],
  now: Date,
): Promise<(Row & { isNew: boolean })[]> {
  const known = await db.query<{ name: string; unique: boolean }>(
    `select name, coalesce((body ->> 'hasUniqueValue')::boolean, false) as unique from hubspot_property where type = $1`,
    [type],
  );
  const names = new Set([...builtIn[type], ...known.rows.map(({ name }) => name)]);
  const keys = new Set(["email", ...known.rows.filter((row) => row.unique).map(({ name }) => name)]);
  for (const input of inputs) check(type, mode, input, names, keys);
  const client = await db.connect();
  try {
    await client.query("begin");
    const written: (Row & { isNew: boolean })[] = [];
    for (const input of inputs)
      written.push(
        mode === "update" ? await update(client, type, input, now) : await upsert(client, type, input, now),
      );
    await client.query("commit");
    return written;
  } catch (error) {
    await client.query("rollback");
    if (error instanceof Error && "code" in error && error.code === "23505")
      throw new HubspotError(409, "CONFLICT", "A record with this unique value already exists.");
    throw error;
  } finally {
    client.release();
  }
}

function check(
  type: ObjectType,
  mode: "update" | "upsert",
  { id, idProperty, properties }: Input,
  names: ReadonlySet<string>,
  keys: ReadonlySet<string>,
): void {
  const invalid = (message: string) => new HubspotError(400, "VALIDATION_ERROR", message);
  if (mode === "upsert" && !(idProperty && keys.has(idProperty)))
    throw invalid(`${idProperty ?? "hs_object_id"} is not a unique property of ${type}.`);
  for (const name of Object.keys(properties))
    if (!names.has(name)) throw invalid(`Property "${name}" does not exist`);
  const email = properties.email ?? (idProperty === "email" ? id : undefined);
  if (email !== undefined && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
    throw invalid(`Property values were not valid: Email address ${email} is invalid`);
}

async function update(client: pg.PoolClient, type: ObjectType, input: Input, now: Date) {
  const { rows } = await client.query<Row>(
    `update hubspot_object set properties = properties || $3, updated = $4 where type = $1 and id::text = $2 returning *`,
    [type, input.id, input.properties, now],
  );
  if (!rows[0])
    throw new HubspotError(404, "OBJECT_NOT_FOUND", `Could not get some ${type.toUpperCase()} objects`);
  return { ...rows[0], isNew: false };
}

async function upsert(client: pg.PoolClient, type: ObjectType, input: Input, now: Date) {
  const { id, idProperty = "", properties } = input;
  const values = { ...properties, [idProperty]: id };
  const found = await client.query<Row>(
    `update hubspot_object set properties = properties || $4, updated = $5
      where type = $1 and lower(properties ->> $2) = lower($3) returning *`,
    [type, idProperty, id, values, now],
  );
  if (found.rows[0]) return { ...found.rows[0], isNew: false };
  const made = await client.query<Row>(
    "insert into hubspot_object (type, properties, created, updated) values ($1, $2, $3, $3) returning *",
    [type, values, now],
  );
  const [row] = made.rows;
  if (!row) throw new Error("The object was not written.");
  return { ...row, isNew: true };
}
