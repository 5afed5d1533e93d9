import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PicturesPanel } from "@/components/admin/catalogue/pictures-panel";
import { ProductForm } from "@/components/admin/catalogue/product-form";
import { typedOf } from "@/components/admin/catalogue/product-form-input";
import { VisibilityStatus } from "@/components/admin/catalogue/visibility";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Callout } from "@/components/ui/callout";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { staffGate, visitorContext } from "@/server/auth/gates";
import {
  categoriesToEdit,
  picturesOf,
  productToEdit,
  vendorsOf,
} from "@/server/domain/catalogue/console.queries";
import { visibilityOf } from "@/server/domain/catalogue/product";
import { readSettings } from "@/server/domain/settings/settings";
import { previewBody, saveProductAction } from "../actions";
import { changePictureAction } from "./actions";

type Props = {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Edit ${decodeURIComponent((await params).slug)}` };
}

export default async function EditProductPage({ params, searchParams }: Props) {
  const slug = decodeURIComponent((await params).slug);
  const home = `/admin/catalogue/${encodeURIComponent(slug)}`;
  await staffGate("manager", home);
  const ctx = await visitorContext();
  const [product, categories, vendors, store, { saved, added, notAdded }] = await Promise.all([
    productToEdit(ctx, slug),
    categoriesToEdit(ctx),
    vendorsOf(ctx),
    readSettings(ctx),
    searchParams,
  ]);
  if (!product) notFound();
  const visibility = visibilityOf(product.publishedAt, ctx.now);
  const { currency, timeZone } = store;
  const pictures = await picturesOf(ctx, product);
  const one = (value: string | string[] | undefined) => (typeof value === "string" ? value : undefined);
  return (
    <>
      <PageHeader
        trail={
          <Breadcrumb trail={[{ label: "Catalogue", href: "/admin/catalogue" }, { label: product.title }]} />
        }
        title={product.title}
        aside={<VisibilityStatus {...{ visibility, timeZone }} publishedAt={product.publishedAt} />}
        summary={
          <>
            Saved <RelativeTime at={product.version} timeZone={timeZone} />
            {visibility === "published" && (
              <>
                {" · "}
                <Link href={`/products/${product.slug}`} look="muted">
                  in the shop
                </Link>
              </>
            )}
          </>
        }
      />
      {saved && (
        <Callout tone="positive" live="status" className="mb-4">
          {saved === "new" ? "The product is in the catalogue. Give it pictures below." : "Saved."}
          {visibility === "published" && " Shoppers see it now."}
        </Callout>
      )}
      <ProductForm
        key={product.version}
        initial={typedOf(product, visibility, store)}
        store={{ currency, timeZone }}
        choices={{ categories, vendors }}
        action={saveProductAction}
        preview={previewBody}
      />
      <div className="mt-8">
        <PicturesPanel
          product={{ id: product.id, slug: product.slug }}
          pictures={pictures}
          variants={product.variants
            .filter((variant) => !variant.archived)
            .map(({ sku, title }) => ({ sku, title }))}
          action={changePictureAction}
          upload={{ added: one(added), notAdded: one(notAdded) }}
        />
      </div>
    </>
  );
}
