import { findPlace } from "@/server/domain/inventory/stock.store";
import { fact, record } from "@/server/events/outbox";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { assertConfirmable, assertMove } from "./import";
import type { ConfirmImportInput } from "./import.schema";
import { lockImport, saveImport } from "./import.store";

/** Lets an import begin; a policy then runs it. Asked a second time it changes nothing. */
export function confirmImport(ctx: Ctx, { id, leaveOut, openingStockAt }: ConfirmImportInput): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const row = await lockImport(tx, id);
    if (row.status === "importing" || row.status === "done") return;
    assertMove(row.status, "importing");
    assertConfirmable(row, leaveOut);
    if (openingStockAt) await findPlace(tx, openingStockAt);
    await saveImport(tx, id, { status: "importing", skipWrong: leaveOut, written: 0, failure: null });
    await record(
      tx,
      fact("CatalogueImportConfirmed", { importId: id, ...(openingStockAt ? { openingStockAt } : {}) }),
    );
  });
}
