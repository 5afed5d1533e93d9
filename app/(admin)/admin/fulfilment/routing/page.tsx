import type { Metadata } from "next";
import { Panel } from "@/components/admin/panel";
import { DryRunForm } from "@/components/admin/routing/dry-run-form";
import { DryRunResult } from "@/components/admin/routing/dry-run-result";
import { RoutingPlaces } from "@/components/admin/routing/routing-places";
import { WeightsForm } from "@/components/admin/routing/weights-form";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { PageHeader } from "@/components/ui/page-header";
import { runAction } from "@/server/actions/run-action";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { hasRole } from "@/server/auth/roles";
import { countryName } from "@/server/domain/customer/address";
import { dryRun, routingPage } from "@/server/domain/inventory/routing.queries";
import { shippableCountries } from "@/server/domain/order/quote-order";
import { saveWeights } from "./actions";
import { readTrial, type SearchParams } from "./trial";

export const metadata: Metadata = { title: "Routing" };

export default async function RoutingPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const user = await staffGate("manager", "/admin/fulfilment/routing");
  const ctx = await visitorContext();
  const [page, countries, params] = await Promise.all([
    routingPage(ctx),
    shippableCountries(ctx),
    searchParams,
  ]);
  const trial = readTrial(params, page, ctx.now);
  const asked = trial.input;
  const outcome = asked ? await runAction("routing.dryRun", () => dryRun(ctx, asked)) : null;
  const faults =
    outcome && !outcome.ok
      ? [{ field: String(outcome.refusal.details.field ?? "form"), message: outcome.refusal.message }]
      : trial.faults;

  return (
    <>
      <PageHeader
        trail={
          <Breadcrumb trail={[{ label: "Fulfilment", href: "/admin/fulfilment" }, { label: "Routing" }]} />
        }
        title="Routing"
        summary="Which place sends an order. Fewest parcels first; among places that hold everything, the most points."
      />
      <div className="grid max-w-6xl gap-x-12 grid-cols-[minmax(0,1fr)] gap-y-10 pt-2 lg:grid-cols-2">
        <Panel id="weights" title="What counts, and how much">
          <WeightsForm action={saveWeights} weights={page.weights} />
        </Panel>
        <RoutingPlaces page={page} admin={hasRole(user.role, "admin")} />
      </div>
      <div className="grid max-w-6xl gap-x-12 grid-cols-[minmax(0,1fr)] gap-y-8 pt-12 lg:grid-cols-[22rem_minmax(0,1fr)]">
        <Panel id="try" title="Try an address and a basket">
          <DryRunForm
            trial={trial.typed}
            faults={faults}
            weights={page.weights}
            timeZone={page.timeZone}
            countries={countries
              .map((code) => ({ code, name: countryName(code) }))
              .sort((a, b) => (a.code === "US" ? -1 : b.code === "US" ? 1 : a.name.localeCompare(b.name)))}
          />
        </Panel>
        <DryRunResult
          run={outcome?.ok ? outcome.value : null}
          places={page.places}
          weights={trial.input?.weights ?? page.weights}
        />
      </div>
    </>
  );
}
