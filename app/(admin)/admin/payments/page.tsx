import type { Metadata } from "next";
import { single } from "@/components/admin/address";
import { dayWords } from "@/components/admin/day-chart";
import { Panel } from "@/components/admin/panel";
import { DaysForm } from "@/components/admin/payments/days-form";
import { MoneyChart } from "@/components/admin/payments/money-chart";
import { MoneyFigures } from "@/components/admin/payments/money-figures";
import { OpenMoney } from "@/components/admin/payments/open-money";
import { PaymentsTabs } from "@/components/admin/payments/payments-tabs";
import { ProviderTable } from "@/components/admin/payments/provider-table";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { staffGate, visitorContext } from "@/server/auth/gates";
import {
  chosenDays,
  moneyByDay,
  moneyByProvider,
  openTroubles,
  unfinishedPayments,
} from "@/server/domain/payment/overview.queries";
import { overviewFilterSchema } from "@/server/domain/payment/overview.schema";
import { readSettings } from "@/server/domain/settings/settings";

export const metadata: Metadata = { title: "Payments" };

const home = "/admin/payments";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function PaymentsPage({ searchParams }: Props) {
  await staffGate("manager", home);
  const filter = overviewFilterSchema.parse(single(await searchParams));
  const ctx = await visitorContext();
  const { timeZone, currency } = await readSettings(ctx);
  const days = chosenDays(ctx, filter, timeZone);
  const [byProvider, byDay, troubles, unfinished] = await Promise.all([
    moneyByProvider(ctx, days, timeZone),
    moneyByDay(ctx, days, timeZone, currency),
    openTroubles(ctx),
    unfinishedPayments(ctx),
  ]);
  return (
    <>
      <PageHeader
        title="Payments"
        summary="What came in, what went back, and what still waits for somebody."
      />
      <PaymentsTabs current="overview" />
      <div className="grid gap-8 *:min-w-0">
        <Panel id="open" title="Open now">
          <OpenMoney {...troubles} unfinished={unfinished} timeZone={timeZone} />
        </Panel>
        <Panel
          id="days"
          title={`${dayWords(days.from)} to ${dayWords(days.to)}`}
          aside="by the day money moved"
        >
          <div className="pt-4">
            <DaysForm home={home} {...days} />
          </div>
          {byProvider.length === 0 ? (
            <EmptyState title="No money moved on these days" compact as="h3">
              Captured payments and refunds are counted here by the day they happened.
            </EmptyState>
          ) : (
            <>
              <MoneyFigures rows={byProvider} currency={currency} />
              <MoneyChart days={byDay} currency={currency} />
              <div className="pt-6">
                <ProviderTable rows={byProvider} />
              </div>
            </>
          )}
        </Panel>
      </div>
    </>
  );
}
