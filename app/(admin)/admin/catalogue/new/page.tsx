import type { Metadata } from "next";
import { ProductForm } from "@/components/admin/catalogue/product-form";
import { newProduct } from "@/components/admin/catalogue/product-form-input";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { categoriesToEdit, vendorsOf } from "@/server/domain/catalogue/console.queries";
import { readSettings } from "@/server/domain/settings/settings";
import { previewBody, saveProductAction } from "../actions";

export const metadata: Metadata = { title: "Add a product" };

export default async function NewProductPage() {
  await staffGate("manager", "/admin/catalogue/new");
  const ctx = await visitorContext();
  const [categories, vendors, { currency, timeZone }] = await Promise.all([
    categoriesToEdit(ctx),
    vendorsOf(ctx),
    readSettings(ctx),
  ]);
  const [first] = categories;
  return (
    <>
      <PageHeader
        trail={<Breadcrumb trail={[{ label: "Catalogue", href: "/admin/catalogue" }, { label: "New" }]} />}
        title="Add a product"
      />
      {first ? (
        <ProductForm
          initial={newProduct(first.slug)}
          store={{ currency, timeZone }}
          choices={{ categories, vendors }}
          action={saveProductAction}
          preview={previewBody}
        />
      ) : (
        <EmptyState
          title="A product stands in a category"
          action={<ButtonLink href="/admin/catalogue/categories/new">Add a category</ButtonLink>}
        >
          Make the first one, then come back.
        </EmptyState>
      )}
    </>
  );
}
