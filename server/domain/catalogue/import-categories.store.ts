import { category } from "@/db/schema";
import type { TxCtx } from "@/server/kernel/ctx";
import { type Id, newId } from "@/server/kernel/id";
import { slugOf } from "./product";

/** Categories by name as people write it, and those that a file brings. */
export type Categories = (names: readonly string[]) => Promise<Map<string, Id<"category">>>;

const folded = (name: string): string => name.toLowerCase();

/** Finds categories by their names, whatever the case, and makes those that are new at the end of the shop's list. */
export async function categoriesByName(tx: TxCtx): Promise<Categories> {
  const rows = await tx.db.select().from(category).orderBy(category.position, category.name);
  const ids = new Map(rows.toReversed().map((row) => [folded(row.name), row.id]));
  const slugs = new Set(rows.map((row) => row.slug));
  let position = Math.max(-1, ...rows.map((row) => row.position));
  return async (names) => {
    const fresh = [
      ...new Map(names.filter((name) => !ids.has(folded(name))).map((name) => [folded(name), name])).values(),
    ];
    const made = fresh.map((name) => {
      const base = slugOf(name) || "category";
      let slug = base;
      for (let more = 2; slugs.has(slug); more += 1) slug = `${base}-${more}`;
      slugs.add(slug);
      position += 1;
      const id = newId<"category">();
      ids.set(folded(name), id);
      return { id, slug, name, position };
    });
    if (made.length > 0) await tx.db.insert(category).values(made);
    const wanted = names.flatMap((name) => {
      const id = ids.get(folded(name));
      return id ? [[name, id] as const] : [];
    });
    if (wanted.length < names.length) throw new Error("A category was not written.");
    return new Map(wanted);
  };
}
