import { RotateCw } from "lucide-react";
import type { Metadata } from "next";
import { Offenders } from "@/components/admin/inventory/offenders";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { PageHeader } from "@/components/ui/page-header";
import { StatusShape } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { proveStock } from "@/server/domain/inventory/stock-proof";

export const metadata: Metadata = { title: "Stock proof" };

/** Asks the database, now, whether everything adds up. */
export default async function StockProofPage() {
  await staffGate("warehouse", "/admin/inventory/proof");
  const ctx = await visitorContext();
  const proven = await proveStock(ctx.db);
  const broken = proven.filter((line) => !line.ok).length;
  return (
    <>
      <PageHeader
        trail={
          <Breadcrumb trail={[{ label: "Inventory", href: "/admin/inventory" }, { label: "Stock proof" }]} />
        }
        title="Stock proof"
        summary={
          <>
            Stock, orders and money, checked against each other on <Time at={ctx.now} />.
          </>
        }
        actions={
          <ButtonLink href="/admin/inventory/proof" prefetch={false} icon={<RotateCw aria-hidden />}>
            Check again
          </ButtonLink>
        }
      />
      <Callout
        tone={broken === 0 ? "positive" : "critical"}
        title={
          broken === 0
            ? `All ${proven.length} statements are true`
            : `${broken} of ${proven.length} are broken`
        }
      >
        {broken === 0
          ? "Every unit and every cent is accounted for."
          : "The rows that don't fit are named below. Nothing has been changed by looking."}
      </Callout>
      <ol className="mt-4">
        {proven.map((line) => (
          <li key={line.id} className="border-b border-line py-3">
            <div className="flex items-start gap-3">
              <StatusShape
                tone={line.ok ? "positive" : "critical"}
                className={`mt-1 size-4 shrink-0 ${
                  line.ok
                    ? "text-positive [--shape-gap:var(--paper)]"
                    : "text-critical [--shape-gap:var(--paper)]"
                }`}
              />
              <p className={`flex-1 ${line.ok ? "" : "font-semibold"}`}>
                <span className="sr-only">{line.ok ? "True: " : "Broken: "}</span>
                {line.sentence}
              </p>
              <span className="tabular mt-1 text-xs whitespace-nowrap text-muted">
                {line.milliseconds} ms
              </span>
            </div>
            {!line.ok && (
              <div className="mt-2 sm:ps-7">
                <Offenders rows={line.offenders} count={line.count} caption={line.sentence} />
                {line.note && <p className="mt-1 text-sm text-muted">{line.note}</p>}
              </div>
            )}
          </li>
        ))}
      </ol>
      <p className="mt-4 max-w-prose text-sm text-muted">
        The same statements are checked by <code className="font-mono">npm run proof</code> and by the tests.
      </p>
    </>
  );
}
