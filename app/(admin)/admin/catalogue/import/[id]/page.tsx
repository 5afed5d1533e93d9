import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { address, single } from "@/components/admin/address";
import { ImportChanges, ImportErrors, ImportNew } from "@/components/admin/catalogue/import-changes";
import { ImportConfirm } from "@/components/admin/catalogue/import-confirm";
import { ImportStatus } from "@/components/admin/catalogue/import-list";
import { ImportState } from "@/components/admin/catalogue/import-state";
import { ImportWatch } from "@/components/admin/catalogue/import-watch";
import { Panel } from "@/components/admin/panel";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { SubmitButton } from "@/components/ui/submit-button";
import { TabNav } from "@/components/ui/tab-nav";
import { Time } from "@/components/ui/time";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { canMove } from "@/server/domain/catalogue/import";
import {
  type ImportPage,
  importErrors,
  importPage,
  importSample,
} from "@/server/domain/catalogue/import.queries";
import { type ImportView, importIdSchema, importViewSchema } from "@/server/domain/catalogue/import.schema";
import { readSettings } from "@/server/domain/settings/settings";
import { activePlaces } from "@/server/domain/shipment/shipment.queries";
import type { WithPorts } from "@/server/ports";
import { confirmAction, discardAction } from "./actions";

export const metadata: Metadata = { title: "Import" };

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function ImportDetailPage({ params, searchParams }: Props) {
  const id = importIdSchema.safeParse((await params).id).data;
  await staffGate("manager", `/admin/catalogue/import/${id ?? ""}`);
  const ctx = await visitorContext();
  const found = id ? await importPage(ctx, id) : null;
  if (!found) notFound();
  const [{ timeZone, currency }, places] = await Promise.all([readSettings(ctx), activePlaces(ctx)]);
  const view = importViewSchema.parse(single(await searchParams));
  const moving = found.status === "reading" || found.status === "importing";
  return (
    <>
      <PageHeader
        title={<span className="break-all">{found.fileName}</span>}
        aside={<ImportStatus status={found.status} />}
        trail={
          <Breadcrumb
            trail={[
              { label: "Catalogue", href: "/admin/catalogue" },
              { label: "Import and export", href: "/admin/catalogue/import" },
              { label: "Import" },
            ]}
          />
        }
        summary={
          <>
            Uploaded by {found.createdBy.replace(/^staff:/, "")},{" "}
            <Time at={found.createdAt} timeZone={timeZone} />
            {found.lines > 0 && `. ${found.lines.toLocaleString("en-US")} lines`}
          </>
        }
        actions={canMove(found.status, "discarded") && <Discard id={found.id} />}
      />
      {moving && (
        <>
          <ImportWatch />
          <noscript>
            <meta httpEquiv="refresh" content="3" />
          </noscript>
        </>
      )}
      <ImportState found={found} />
      {found.status === "ready" ? (
        <div className="mt-4 grid gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,5fr)_minmax(0,2fr)] lg:grid-rows-[auto_1fr]">
          <Figures found={found} />
          <Panel title="Import" id="confirm" className="lg:col-start-2 lg:row-span-2 lg:row-start-1">
            <div className="pt-4">
              <ImportConfirm
                action={confirmAction}
                id={found.id}
                good={found.products - found.wrong}
                wrong={found.wrong}
                openingUnits={found.openingUnits}
                places={places}
              />
            </div>
          </Panel>
          <Details ctx={ctx} found={found} view={view} currency={currency} />
        </div>
      ) : (
        found.status === "done" && (
          <div className="mt-8">
            <Details ctx={ctx} found={found} view={view} currency={currency} />
          </div>
        )
      )}
    </>
  );
}

const Discard = ({ id }: { id: string }) => (
  <form action={discardAction}>
    <input type="hidden" name="id" value={id} />
    <SubmitButton look="secondary" pendingLabel="Discarding…">
      Discard
    </SubmitButton>
  </form>
);

/** What importing the file comes to, in four numbers. */
function Figures({ found }: { found: ImportPage }) {
  const figures = [
    ["New", found.create],
    ["Changed", found.change],
    ["As they are", found.same],
    ["With errors", found.wrong],
  ] as const;
  return (
    <div className="grid content-start gap-4">
      <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-4">
        {figures.map(([label, count]) => (
          <div key={label} className="border-t border-line-strong pt-2">
            <dt className="text-sm text-muted">{label}</dt>
            <dd
              className={`tabular text-2xl font-semibold ${label === "With errors" && count > 0 ? "text-critical" : ""}`}
            >
              {count.toLocaleString("en-US")}
            </dd>
          </div>
        ))}
      </dl>
      <p className="text-sm text-muted">
        {found.products.toLocaleString("en-US")} {found.products === 1 ? "product" : "products"} with{" "}
        {found.variants.toLocaleString("en-US")} {found.variants === 1 ? "variant" : "variants"}. Nothing is
        written until you import them.
      </p>
    </div>
  );
}

type DetailsProps = {
  ctx: WithPorts;
  found: ImportPage;
  view: { show?: ImportView | undefined; after?: number | undefined };
  currency: string;
};

/** The products behind the numbers, a page at a time. */
async function Details({ ctx, found, view, currency }: DetailsProps) {
  const path = `/admin/catalogue/import/${found.id}`;
  const tabs = [
    { show: "errors", label: "Errors", count: found.wrong },
    { show: "change", label: "Changed", count: found.change },
    { show: "create", label: "New", count: found.create },
  ] as const;
  const filled = tabs.filter(({ count }) => count > 0);
  if (filled.length === 0) return null;
  const show = (filled.find((tab) => tab.show === view.show) ?? filled[0])?.show ?? "errors";
  const errors = show === "errors" ? await importErrors(ctx, found.id, view.after) : null;
  const planned =
    show === "errors" ? null : await importSample(ctx, found.id, show, ctx.links.shop, view.after);
  const next = errors?.next ?? planned?.next ?? null;
  return (
    <div className="min-w-0">
      <TabNav
        label="Products of the file"
        items={filled.map(({ show: key, label, count }) => ({
          href: address(path, { show: key }),
          label,
          count,
          current: key === show,
        }))}
      />
      <div className="mt-2">
        {errors && <ImportErrors rows={errors.rows} />}
        {planned && show === "create" && <ImportNew rows={planned.rows} />}
        {planned && show === "change" && <ImportChanges rows={planned.rows} currency={currency} />}
        <Pagination
          newerHref={view.after === undefined ? undefined : address(path, { show })}
          newerLabel="First page"
          olderHref={next === null ? undefined : address(path, { show, after: String(next) })}
          olderLabel="Next page"
        />
      </div>
    </div>
  );
}
