import { Download } from "lucide-react";
import type { Metadata } from "next";
import { ImportCounts } from "@/components/admin/stock-count/import-counts";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { PageHeader } from "@/components/ui/page-header";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { activePlaces } from "@/server/domain/shipment/shipment.queries";

export const metadata: Metadata = { title: "Import counts" };
const home = "/admin/inventory/counts";

export default async function ImportCountsPage() {
  await staffGate("manager", `${home}/import`);
  const places = await activePlaces(await visitorContext());
  return (
    <>
      <PageHeader
        trail={
          <Breadcrumb
            trail={[
              { label: "Inventory", href: "/admin/inventory" },
              { label: "Counts", href: home },
              { label: "Import" },
            ]}
          />
        }
        title="Import counts"
        summary="Figures from a file, compared with the shelves as they are now. You see every difference before anything is booked."
      />
      <div className="grid items-start gap-x-12 gap-y-8 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <ImportCounts />
        <aside aria-labelledby="template" className="grid gap-3 border-line max-xl:border-t max-xl:pt-6">
          <h2 id="template" className="text-sm font-semibold">
            What the file looks like
          </h2>
          <p className="text-sm text-muted">
            The first line names the columns <code className="font-mono">sku</code>,{" "}
            <code className="font-mono">place</code>, <code className="font-mono">lot</code>,{" "}
            <code className="font-mono">expires</code> and <code className="font-mono">quantity</code>. A
            quantity is what stands on the shelf, held for orders or not. Rows without one are left out. A lot
            that is new needs its date, as in 2027-03-31.
          </p>
          <ul className="grid gap-1 text-sm">
            {places.map(({ code, name }) => (
              <li key={code} className="flex flex-wrap items-center gap-x-2">
                <a
                  href={`${home}/import/template?place=${encodeURIComponent(code)}`}
                  download
                  className="inline-flex min-h-8 items-center gap-2 rounded-xs text-accent underline underline-offset-4"
                >
                  <Download aria-hidden className="size-4" />
                  {code} · {name}
                </a>
                <a
                  href={`${home}/import/template?figures=1&place=${encodeURIComponent(code)}`}
                  download
                  className="inline-flex min-h-8 items-center rounded-xs text-muted underline underline-offset-4"
                >
                  with quantities<span className="sr-only"> of {code}</span>
                </a>
              </li>
            ))}
          </ul>
        </aside>
      </div>
    </>
  );
}
