import { eq } from "drizzle-orm";
import { catalogueImportRow } from "@/db/schema";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import { assertMove } from "./import";
import { lockImport, saveImport } from "./import.store";

/** Throws away what was read of a file; the catalogue was never touched. Asked a second time it changes nothing. */
export function discardImport(ctx: Ctx, id: Id<"catalogueImport">): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const row = await lockImport(tx, id);
    if (row.status === "discarded") return;
    assertMove(row.status, "discarded");
    await tx.db.delete(catalogueImportRow).where(eq(catalogueImportRow.importId, id));
    await saveImport(tx, id, { status: "discarded", finishedAt: ctx.now });
  });
}
