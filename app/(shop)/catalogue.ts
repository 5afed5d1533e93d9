import { unstable_cache } from "next/cache";
import { connection } from "next/server";
import { app, contextFor } from "@/server/composition";
import { listCatalogue, listCategories } from "@/server/domain/catalogue/catalogue.queries";
import type { CatalogueListInput } from "@/server/domain/catalogue/catalogue.schema";
import { readSettings } from "@/server/domain/settings/settings";
import type { Ctx } from "@/server/kernel/ctx";

/** A reader without a visitor: what it reads may be kept in the cache and shown to everybody. */
export const anybody = (): Ctx => contextFor({ kind: "shopper" });

/** A build without a database leaves a page to be made when it is asked for. */
export async function afterBuild(): Promise<void> {
  if (process.env.NEXT_PHASE === "phase-production-build" && !process.env.DATABASE_URL) await connection();
}

export const cachedCategories = unstable_cache(() => listCategories(anybody()), ["shop-categories"], {
  revalidate: 60,
  tags: ["catalogue"],
});

export const cachedList = unstable_cache(
  (input: CatalogueListInput) => listCatalogue(anybody(), input),
  ["shop-list"],
  { revalidate: 10, tags: ["catalogue"] },
);

/** Where the shop's clocks hang. */
export const shopPlace = async (): Promise<{ timeZone: string }> => {
  const { timeZone } = await readSettings(app());
  return { timeZone };
};
