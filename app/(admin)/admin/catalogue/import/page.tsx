import { Download } from "lucide-react";
import type { Metadata } from "next";
import { single } from "@/components/admin/address";
import { CatalogueTabs } from "@/components/admin/catalogue/catalogue-tabs";
import { ImportList } from "@/components/admin/catalogue/import-list";
import { ImportUpload } from "@/components/admin/catalogue/import-upload";
import { Panel } from "@/components/admin/panel";
import { buttonStyle } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { SelectField } from "@/components/ui/select";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { categoriesToEdit } from "@/server/domain/catalogue/console.queries";
import { pastImports } from "@/server/domain/catalogue/import.queries";
import { importIdSchema } from "@/server/domain/catalogue/import.schema";
import { usedColumns } from "@/server/domain/catalogue/shopify-columns";
import { readSettings } from "@/server/domain/settings/settings";

export const metadata: Metadata = { title: "Import and export" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ImportsPage({ searchParams }: Props) {
  await staffGate("manager", "/admin/catalogue/import");
  const query = single(await searchParams);
  const before = importIdSchema.safeParse(query.before).data;
  const ctx = await visitorContext();
  const [{ rows, older }, categories, { timeZone }] = await Promise.all([
    pastImports(ctx, before),
    categoriesToEdit(ctx),
    readSettings(ctx),
  ]);
  return (
    <>
      <PageHeader title="Import and export" summary="The catalogue as a Shopify product file, in and out." />
      <CatalogueTabs current="import" />
      <div className="mt-5 grid gap-x-10 gap-y-8 lg:grid-cols-[3fr_2fr]">
        <Panel title="Import products" id="import">
          <div className="grid gap-5 pt-4">
            <ImportUpload refused={query.refused ? "Choose a file first." : undefined} />
            <Help />
          </div>
        </Panel>
        <Panel title="Export products" id="export">
          <form action="/admin/catalogue/export" className="grid gap-4 pt-4">
            <p className="text-sm text-muted">
              All products with their variants, prices, pictures and what is available of each. Imported again
              unchanged, the file changes nothing.
            </p>
            <div className="grid gap-4 sm:grid-cols-2">
              <SelectField name="category" label="Category" size="md" required={false}>
                <option value="">All</option>
                {categories.map(({ slug, name }) => (
                  <option key={slug} value={slug}>
                    {name}
                  </option>
                ))}
              </SelectField>
              <SelectField name="show" label="Visibility" size="md" required={false}>
                <option value="">All</option>
                <option value="published">In the shop</option>
                <option value="scheduled">In the shop later</option>
                <option value="draft">Drafts</option>
              </SelectField>
            </div>
            <div>
              <button type="submit" className={buttonStyle()}>
                <Download aria-hidden />
                Download the file
              </button>
            </div>
          </form>
        </Panel>
      </div>
      <Panel title="Imports so far" id="imports" className="mt-10">
        {rows.length > 0 ? (
          <ImportList rows={rows} timeZone={timeZone} />
        ) : (
          <p className="py-6 text-sm text-muted">No file has been read yet.</p>
        )}
        <Pagination
          newerHref={before ? "/admin/catalogue/import" : undefined}
          newerLabel="Newest"
          olderHref={older ? `/admin/catalogue/import?before=${older}` : undefined}
        />
      </Panel>
    </>
  );
}

const Help = () => (
  <details className="text-sm">
    <summary className="w-fit rounded-xs py-1 font-medium text-accent">What is read of the file</summary>
    <div className="mt-2 grid gap-3 rounded bg-well px-4 py-3">
      <p>
        UTF-8, columns parted by commas, one product per handle. <strong>Handle</strong>,{" "}
        <strong>Title</strong> and <strong>Variant Price</strong> are needed. These columns are used, by these
        names or those of newer exports; all others, such as prices per market and metafields, are passed
        over:
      </p>
      <p className="leading-6 text-muted">{usedColumns.join(", ")}.</p>
      <ul className="grid list-disc gap-1 ps-5">
        <li>A product is known by its handle, a variant by its SKU, or without one by its options.</li>
        <li>
          What the file has no column for stays as it is. Products, variants and pictures that it does not
          name stay too.
        </li>
        <li>A variant without a SKU gets one made from the handle and its options.</li>
        <li>Inventory quantities count for new variants only, as opening stock.</li>
        <li>The type is the category; one that is new is made. Without a type: Other.</li>
        <li>
          Tax codes standard, food, books and clothing are known; all else is taxed at the standard rate.
        </li>
        <li>Pictures are linked by their address.</li>
      </ul>
    </div>
  </details>
);
