import type { Metadata } from "next";
import { CategoryForm } from "@/components/admin/catalogue/category-form";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { PageHeader } from "@/components/ui/page-header";
import { staffGate } from "@/server/auth/gates";
import { saveCategoryAction } from "../actions";

export const metadata: Metadata = { title: "Add a category" };

const empty = { id: "", name: "", slug: "", description: "", shelfLifeMarginDays: "0" };

export default async function NewCategoryPage() {
  await staffGate("manager", "/admin/catalogue/categories/new");
  return (
    <>
      <PageHeader
        trail={
          <Breadcrumb
            trail={[
              { label: "Catalogue", href: "/admin/catalogue" },
              { label: "Categories", href: "/admin/catalogue/categories" },
              { label: "New" },
            ]}
          />
        }
        title="Add a category"
      />
      <CategoryForm initial={empty} action={saveCategoryAction} />
    </>
  );
}
