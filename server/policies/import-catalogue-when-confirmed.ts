import { runImport } from "@/server/domain/catalogue/run-import";
import { asId } from "@/server/kernel/id";
import { policy } from "./policy";
import { refreshPages } from "./refresh-pages";

export default policy({
  id: "import-catalogue-when-confirmed",
  when: "CatalogueImportConfirmed",
  rule: "When an import is confirmed, write its products into the catalogue, all or none.",
  async then(ctx, { importId, openingStockAt }) {
    const result = await runImport(ctx, asId(importId), { openingStockAt, shop: ctx.links.shop });
    if (!result)
      return {
        outcome: "nothing_to_do",
        reason: "It was done already, or the catalogue had changed meanwhile.",
      };
    refreshPages();
    const { created, updated, unchanged, skipped } = result;
    return {
      outcome: "done",
      reason: `Products: ${created} created, ${updated} updated, ${unchanged} unchanged, ${skipped} left out.`,
      command: "RunImport",
    };
  },
});
