import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CategoryForm } from "@/components/admin/catalogue/category-form";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { PageHeader } from "@/components/ui/page-header";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { categoriesToEdit } from "@/server/domain/catalogue/console.queries";
import { saveCategoryAction } from "../actions";

type Props = { params: Promise<{ slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Edit ${decodeURIComponent((await params).slug)}` };
}

export default async function EditCategoryPage({ params }: Props) {
  const slug = decodeURIComponent((await params).slug);
  await staffGate("manager", `/admin/catalogue/categories/${encodeURIComponent(slug)}`);
  const found = (await categoriesToEdit(await visitorContext())).find((one) => one.slug === slug);
  if (!found) notFound();
  const { id, name, description, shelfLifeMarginDays } = found;
  return (
    <>
      <PageHeader
        trail={
          <Breadcrumb
            trail={[
              { label: "Catalogue", href: "/admin/catalogue" },
              { label: "Categories", href: "/admin/catalogue/categories" },
              { label: name },
            ]}
          />
        }
        title={name}
        summary={`${found.products === 1 ? "1 product" : `${found.products} products`}, ${found.published} of them in the shop`}
      />
      <CategoryForm
        initial={{ id, name, slug, description, shelfLifeMarginDays: String(shelfLifeMarginDays) }}
        action={saveCategoryAction}
      />
    </>
  );
}
