import { eq } from "drizzle-orm";
import { supplier } from "@/db/schema";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { type Id, newId } from "@/server/kernel/id";
import { readSettings } from "../settings/settings";
import type { SaveSupplierInput } from "./supplier.schema";

/** Adds a supplier, or changes the one with this id. Their currency is the store's. */
export function saveSupplier(
  ctx: Ctx,
  input: SaveSupplierInput,
  id?: Id<"supplier">,
): Promise<{ code: string }> {
  return inTransaction(ctx, async (tx) => {
    const [namesake] = await tx.db
      .select({ id: supplier.id, name: supplier.name })
      .from(supplier)
      .where(eq(supplier.code, input.code));
    if (namesake && namesake.id !== id)
      throw new DomainError("invalid_input", `${namesake.name} has the code ${input.code} already.`, {
        field: "code",
      });
    if (id) {
      const changed = await tx.db.update(supplier).set(input).where(eq(supplier.id, id)).returning();
      if (changed.length === 0) throw new DomainError("not_found", "There is no such supplier.");
    } else {
      const { currency } = await readSettings(tx);
      const row = { ...input, id: newId<"supplier">(), currency, createdAt: tx.now };
      await tx.db.insert(supplier).values(row);
    }
    return { code: input.code };
  });
}

/** A supplier that we part with is kept, since orders name it; nothing new is ordered from it by itself. */
export function setSupplierActive(ctx: Ctx, id: Id<"supplier">, active: boolean): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const changed = await tx.db.update(supplier).set({ active }).where(eq(supplier.id, id)).returning();
    if (changed.length === 0) throw new DomainError("not_found", "There is no such supplier.");
  });
}
