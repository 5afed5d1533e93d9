import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { CatalogueTabs } from "@/components/admin/catalogue/catalogue-tabs";
import { CategoryList } from "@/components/admin/catalogue/category-list";
import { ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { categoriesToEdit } from "@/server/domain/catalogue/console.queries";
import { changeCategoryAction } from "./actions";

export const metadata: Metadata = { title: "Categories" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function CategoriesPage({ searchParams }: Props) {
  await staffGate("manager", "/admin/catalogue/categories");
  const ctx = await visitorContext();
  const [rows, { saved }] = await Promise.all([categoriesToEdit(ctx), searchParams]);
  const add = (
    <ButtonLink href="/admin/catalogue/categories/new" look="primary" icon={<Plus aria-hidden />}>
      Add a category
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title="Catalogue" summary="The shop's shelves, in the order it shows them." actions={add} />
      <CatalogueTabs current="categories" />
      {typeof saved === "string" && (
        <Callout tone="positive" live="status" className="mt-4">
          {saved.slice(0, 80)} is saved.
        </Callout>
      )}
      <div className="pt-2">
        {rows.length > 0 ? (
          <CategoryList rows={rows} action={changeCategoryAction} />
        ) : (
          <EmptyState title="There are no categories yet">
            Every product stands in one. Make the first, such as Kitchen.
          </EmptyState>
        )}
      </div>
    </>
  );
}
