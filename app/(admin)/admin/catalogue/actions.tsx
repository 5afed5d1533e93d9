"use server";

import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import type { ProductFormState } from "@/components/admin/catalogue/product-form";
import { differences } from "@/components/admin/catalogue/product-form-differences";
import { withIntent } from "@/components/admin/catalogue/product-form-edits";
import {
  controlOfRefusal,
  parseProduct,
  readProductForm,
  type TypedProduct,
  typedOf,
} from "@/components/admin/catalogue/product-form-input";
import { Prose } from "@/components/shop/prose";
import { runAction } from "@/server/actions/run-action";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { productSavedAs } from "@/server/domain/catalogue/console.queries";
import { visibilityOf } from "@/server/domain/catalogue/product";
import { publishProductsSchema } from "@/server/domain/catalogue/product.schema";
import { publishProducts } from "@/server/domain/catalogue/publish-products";
import { saveProduct } from "@/server/domain/catalogue/save-product";
import { readSettings } from "@/server/domain/settings/settings";
import { asId } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import { refreshShop } from "./refresh-shop";

/** Saves a product's form, or does what a button beside its rows says. Nothing that was typed is ever lost. */
export async function saveProductAction(state: ProductFormState, form: FormData): Promise<ProductFormState> {
  await staffGate("manager", "/admin/catalogue");
  const ctx = await visitorContext();
  const typed = readProductForm(form);
  const intent = String(form.get("intent") ?? "save");
  const back = (rest: Partial<ProductFormState>): ProductFormState => ({
    ...{ typed, faults: [], stale: undefined, round: state.round + 1 },
    ...rest,
  });
  const rowsChanged = withIntent(typed, intent);
  if (rowsChanged) return back({ typed: rowsChanged });

  const store = await readSettings(ctx);
  if (intent === "take") {
    const theirs = await savedForm(ctx, typed.id);
    return back(theirs ? { typed: theirs } : {});
  }
  const sent = intent === "overwrite" ? { ...typed, version: String(form.get("seen") ?? "") } : typed;
  const parsed = parseProduct(sent, store, ctx.now);
  if (!parsed.ok) return back({ faults: parsed.faults });

  const outcome = await runAction("product.save", () => saveProduct(ctx, parsed.input));
  if (!outcome.ok) {
    const { kind, message, details } = outcome.refusal;
    const theirs = kind === "changed_meanwhile" ? await savedForm(ctx, typed.id) : null;
    if (theirs) return back({ stale: { differences: differences(theirs, typed), version: theirs.version } });
    const field = typeof details.field === "string" ? details.field : "title";
    return back({ faults: [{ id: controlOfRefusal(typed, field), message }] });
  }
  const { slug, formerSlug } = outcome.value;
  refreshShop(slug, ...(formerSlug ? [formerSlug] : []));
  redirect(`/admin/catalogue/${encodeURIComponent(slug)}?saved=${typed.id ? "changes" : "new"}`);
}

async function savedForm(ctx: WithPorts, id: string): Promise<TypedProduct | null> {
  const found = id ? await productSavedAs(ctx, asId<"product">(id)) : null;
  if (!found) return null;
  return typedOf(found, visibilityOf(found.publishedAt, ctx.now), await readSettings(ctx));
}

/** The description as the shop shows it. */
export async function previewBody(markdown: string): Promise<ReactNode> {
  await staffGate("manager", "/admin/catalogue");
  const text = String(markdown).slice(0, 100_000).trim();
  return text ? <Prose text={text} /> : <p className="text-muted">Nothing is written yet.</p>;
}

/** Publishes what is ticked in the list, or takes it out of the shop. */
export async function publishAction(form: FormData): Promise<void> {
  await staffGate("manager", "/admin/catalogue");
  const ctx = await visitorContext();
  const back = new URLSearchParams(String(form.get("from") ?? "").replace(/^\?/, ""));
  for (const name of ["done", "changed", "refused"]) back.delete(name);
  const parsed = publishProductsSchema.safeParse({
    ids: form.getAll("id").map(String),
    publish: form.get("intent") === "publish",
  });
  if (!parsed.success) {
    back.set("refused", parsed.error.issues[0]?.message ?? "Choose at least one product.");
  } else {
    const { ids, publish } = parsed.data;
    const outcome = await runAction("product.publish", () => publishProducts(ctx, ids, publish));
    if (outcome.ok) {
      back.set("done", publish ? "published" : "unpublished");
      back.set("changed", String(outcome.value.changed));
      refreshShop(...outcome.value.slugs);
    } else back.set("refused", outcome.refusal.message);
  }
  redirect(`/admin/catalogue?${back}`);
}
