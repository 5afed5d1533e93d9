import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { single } from "@/components/admin/address";
import { Panel } from "@/components/admin/panel";
import { closedByWords, IssueMark } from "@/components/admin/problems/issue-words";
import { ParcelFacts } from "@/components/admin/problems/parcel-facts";
import { ParcelScans } from "@/components/admin/problems/parcel-scans";
import { SaidNotice } from "@/components/admin/problems/said-notice";
import { WhatToDo } from "@/components/admin/problems/what-to-do";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Callout } from "@/components/ui/callout";
import { PageHeader } from "@/components/ui/page-header";
import { SubmitButton } from "@/components/ui/submit-button";
import { Time } from "@/components/ui/time";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { hasRole } from "@/server/auth/roles";
import { readSettings } from "@/server/domain/settings/settings";
import { carrierOf } from "@/server/domain/shipment/carrier";
import { issueDetail } from "@/server/domain/shipment/issue.queries";
import { arrived, askNow, close, giveUp, takeIn } from "./actions";

export const metadata: Metadata = { title: "Problem with a parcel" };

type Props = {
  params: Promise<{ issue: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function ProblemPage({ params, searchParams }: Props) {
  const id = (await params).issue;
  const user = await staffGate("warehouse", `/admin/fulfilment/problems/${id}`);
  const manager = hasRole(user.role, "manager");
  const ctx = await visitorContext();
  const [issue, { timeZone }] = await Promise.all([issueDetail(ctx, id), readSettings(ctx)]);
  if (!issue) notFound();
  const carrier = carrierOf(ctx, issue.carrier);
  return (
    <>
      <PageHeader
        trail={
          <Breadcrumb
            trail={[
              { label: "Fulfilment", href: "/admin/fulfilment" },
              { label: "Problems", href: "/admin/fulfilment/problems" },
              { label: issue.orderNumber },
            ]}
          />
        }
        title={`Parcel of ${issue.orderNumber}`}
        aside={<IssueMark kind={issue.kind} />}
        summary={
          <>
            {issue.detail} On the list since <Time at={issue.openedAt} timeZone={timeZone} />.
          </>
        }
        actions={
          !issue.ended && (
            <form action={askNow}>
              <input type="hidden" name="issue" value={issue.id} />
              <SubmitButton look="secondary" pendingLabel={`Asking ${carrier.name}…`}>
                Ask {carrier.name} now
              </SubmitButton>
            </form>
          )
        }
      />
      <SaidNotice said={single(await searchParams)} carrier={carrier.name} />
      {issue.closedAt && (
        <Callout tone="neutral" title={`Closed ${closedByWords(issue.closedBy)}`} className="mb-4">
          {issue.note}
        </Callout>
      )}
      <div className="grid items-start gap-x-10 gap-y-8 pt-2 xl:grid-cols-[minmax(0,1fr)_26rem] xl:grid-rows-[auto_1fr]">
        <ParcelFacts
          issue={issue}
          trackingUrl={carrier.trackingUrl(issue.trackingNumber)}
          timeZone={timeZone}
        />
        <div className="xl:col-start-2 xl:row-span-2 xl:row-start-1">
          <Panel id="do" title="What to do">
            <WhatToDo
              issue={issue}
              manager={manager}
              carrier={carrier.name}
              actions={{ close, arrived, takeIn, giveUp }}
            />
          </Panel>
        </div>
        <ParcelScans scans={issue.scans} timeZone={timeZone} />
      </div>
    </>
  );
}
