import { Download } from "lucide-react";
import type { Metadata } from "next";
import { z } from "zod";
import { address, single } from "@/components/admin/address";
import { providerNames } from "@/components/admin/payments/money-words";
import { PaymentsTabs } from "@/components/admin/payments/payments-tabs";
import { CompareForm } from "@/components/admin/payments/reconciliation/compare-form";
import { DayTable } from "@/components/admin/payments/reconciliation/day-table";
import { buttonStyle } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { paymentProviders } from "@/server/domain/payment/payment";
import { addDays, dayOf } from "@/server/domain/reconciliation/day";
import { listDays } from "@/server/domain/reconciliation/reconciliation.queries";
import { compare } from "./actions";

export const metadata: Metadata = { title: "Reconciliation" };

const home = "/admin/payments/reconciliation";
const untilSchema = z.iso.date().optional().catch(undefined);

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ReconciliationPage({ searchParams }: Props) {
  await staffGate("manager", home);
  const until = untilSchema.parse(single(await searchParams).until);
  const ctx = await visitorContext();
  const providers = paymentProviders.filter((provider) => ctx.ports.gateways[provider]);
  const page = await listDays(ctx, providers, until);
  const today = dayOf(ctx.now);
  const [from, to] = [page.days.at(-1)?.day, page.days[0]?.day];
  return (
    <>
      <PageHeader
        title="Reconciliation"
        summary="Our books beside each provider’s own list, by days in UTC. Compared by itself every day."
        actions={
          // A plain link: what comes back is a file, not a page.
          <a href={address(`${home}/export`, { from, to })} className={buttonStyle({ size: "sm" })} download>
            <Download aria-hidden />
            Export differences
          </a>
        }
      />
      <PaymentsTabs current="reconciliation" />
      <CompareForm
        action={compare}
        providers={providers.map((value) => ({ value, name: providerNames[value] }))}
        yesterday={addDays(today, -1)}
        today={today}
      />
      <div className="pt-4">
        <DayTable rows={page.days} />
      </div>
      <Pagination
        newerHref={page.newer ? address(home, { until: page.newer }) : undefined}
        olderHref={page.older ? address(home, { until: page.older }) : undefined}
      />
    </>
  );
}
