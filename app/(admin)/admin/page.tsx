import type { Metadata } from "next";
import { PageHeader } from "@/components/ui/page-header";
import { Time } from "@/components/ui/time";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { hasRole } from "@/server/auth/roles";
import { disputesToAnswer } from "@/server/domain/payment/dispute.queries";
import { purchasingCounts } from "@/server/domain/purchasing/alerts.queries";
import { readSettings } from "@/server/domain/settings/settings";
import {
  cancelReasonCounts,
  lastDays,
  managerToday,
  warehouseToday,
} from "@/server/domain/today/today.queries";
import { DisputeChecks } from "./dispute-checks";
import { ManagerChecks } from "./manager-checks";
import { PurchasingChecks } from "./purchasing-checks";
import { SalesCharts } from "./sales-charts";
import { WarehouseWork } from "./warehouse-work";

export const metadata: Metadata = { title: "Today" };

export default async function TodayPage() {
  const user = await staffGate("warehouse", "/admin");
  const ctx = await visitorContext();
  const { timeZone, currency } = await readSettings(ctx);
  const manager = hasRole(user.role, "manager");
  const [work, checks, disputes, purchasing, days, reasons] = await Promise.all([
    warehouseToday(ctx),
    manager ? managerToday(ctx) : null,
    manager ? disputesToAnswer(ctx) : null,
    manager ? purchasingCounts(ctx) : null,
    manager ? lastDays(ctx, timeZone, currency) : null,
    manager ? cancelReasonCounts(ctx) : [],
  ]);
  return (
    <>
      <PageHeader title="Today" summary={<Time at={ctx.now} style="day" timeZone={timeZone} />} />
      <div className="grid gap-8 pt-2">
        {disputes && <DisputeChecks disputes={disputes} timeZone={timeZone} now={ctx.now} />}
        {checks && <ManagerChecks checks={checks} />}
        {purchasing && <PurchasingChecks counts={purchasing} />}
        <WarehouseWork work={work} now={ctx.now} timeZone={timeZone} />
        {days && <SalesCharts days={days} reasons={reasons} currency={currency} />}
      </div>
    </>
  );
}
