import { and, eq, ne, sql } from "drizzle-orm";
import { packaging } from "@/db/schema";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { type Id, newId } from "@/server/kernel/id";
import type { BoxInput } from "./box.schema";

/** Adds a kind of box, or changes one. Packages that were packed in it keep the measures they had. */
export function saveBox(ctx: Ctx, input: BoxInput, known?: Id<"packaging">): Promise<Id<"packaging">> {
  return inTransaction(ctx, async (tx) => {
    // Two who add the same name at once: the second hears of the first.
    await tx.db.execute(sql`select pg_advisory_xact_lock(hashtext('packaging'))`);
    const [same] = await tx.db
      .select({ id: packaging.id })
      .from(packaging)
      .where(
        and(
          sql`lower(${packaging.name}) = lower(${input.name})`,
          known ? ne(packaging.id, known) : undefined,
        ),
      );
    if (same)
      throw new DomainError("invalid_input", `Name: there is a box called ${input.name} already.`, {
        field: "name",
      });
    const id = known ?? newId<"packaging">();
    if (!known) await tx.db.insert(packaging).values({ ...input, id });
    else await change(tx, id, input);
    return id;
  });
}

/** Takes a kind of box out of use, or back into it. */
export function switchBox(ctx: Ctx, id: Id<"packaging">, active: boolean): Promise<void> {
  return inTransaction(ctx, (tx) => change(tx, id, { active }));
}

async function change(
  { db }: TxCtx,
  id: Id<"packaging">,
  fields: Partial<BoxInput & { active: boolean }>,
): Promise<void> {
  const changed = await db.update(packaging).set(fields).where(eq(packaging.id, id)).returning();
  if (changed.length === 0)
    throw new DomainError("not_found", "There is no such box. Open it again from the list.", { box: id });
}
