"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import type { CategoryFormState, TypedCategory } from "@/components/admin/catalogue/category-form";
import type { CategoriesState } from "@/components/admin/catalogue/category-list";
import { runAction } from "@/server/actions/run-action";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { changeCategorySchema, saveCategorySchema } from "@/server/domain/catalogue/category.schema";
import { changeCategory } from "@/server/domain/catalogue/change-category";
import { saveCategory } from "@/server/domain/catalogue/save-category";
import { refreshShop } from "../refresh-shop";

const list = "/admin/catalogue/categories";

/** Adds or changes a category; what was typed comes back with what is wrong. */
export async function saveCategoryAction(
  state: CategoryFormState,
  form: FormData,
): Promise<CategoryFormState> {
  await staffGate("manager", list);
  const text = (name: keyof TypedCategory) => String(form.get(name) ?? "");
  const typed: TypedCategory = {
    id: text("id"),
    name: text("name"),
    slug: text("slug"),
    description: text("description"),
    shelfLifeMarginDays: text("shelfLifeMarginDays"),
  };
  const round = state.round + 1;
  const parsed = saveCategorySchema.safeParse({ ...typed, id: typed.id || null });
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => ({
      id: String(path[0] ?? "name"),
      message,
    }));
    return { typed, faults, round };
  }
  const ctx = await visitorContext();
  const outcome = await runAction("category.save", () => saveCategory(ctx, parsed.data));
  if (!outcome.ok) {
    const { details, message } = outcome.refusal;
    return { typed, faults: [{ id: String(details.field ?? "name"), message }], round };
  }
  refreshShop();
  redirect(`${list}?saved=${encodeURIComponent(parsed.data.name)}`);
}

/** Moves a category in the shop's order, or deletes it. */
export async function changeCategoryAction(_: CategoriesState, form: FormData): Promise<CategoriesState> {
  await staffGate("manager", list);
  const parsed = changeCategorySchema.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { refused: "That didn't reach us whole. Try again." };
  const ctx = await visitorContext();
  const outcome = await runAction("category.change", () => changeCategory(ctx, parsed.data));
  refreshShop();
  revalidatePath(list);
  if (!outcome.ok) return { refused: outcome.refusal.message };
  if (parsed.data.intent !== "delete") return { done: "Moved." };
  const { moved } = outcome.value;
  const words =
    moved === 0 ? "" : moved === 1 ? " Its product was moved." : ` Its ${moved} products were moved.`;
  return { done: `The category is deleted.${words}` };
}
