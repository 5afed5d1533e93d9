import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Panel } from "@/components/admin/panel";
import { BodyText } from "@/components/admin/payments/webhooks/body-text";
import { NoticeActions } from "@/components/admin/payments/webhooks/notice-actions";
import { NoticeFacts } from "@/components/admin/payments/webhooks/notice-facts";
import { NoticeTries } from "@/components/admin/payments/webhooks/notice-tries";
import { VerdictMark } from "@/components/admin/payments/webhooks/verdict-mark";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { PageHeader } from "@/components/ui/page-header";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { hasRole } from "@/server/auth/roles";
import { readSettings } from "@/server/domain/settings/settings";
import { inboxEntry } from "@/server/domain/webhook/inbox.queries";
import { oneWebhookSchema } from "@/server/domain/webhook/inbox.schema";
import { triedAgain } from "@/server/domain/webhook/process-again";
import { vendorName } from "@/server/domain/webhook/webhook";

export const metadata: Metadata = { title: "Notification" };

type Props = { params: Promise<{ webhook: string }> };

export default async function WebhookPage({ params }: Props) {
  const { webhook } = await params;
  const user = await staffGate("manager", `/admin/payments/webhooks/${webhook}`);
  if (!oneWebhookSchema.safeParse({ webhook }).success) notFound();
  const people = hasRole(user.role, "admin");
  const ctx = await visitorContext();
  const [entry, { timeZone }] = await Promise.all([inboxEntry(ctx, webhook, { people }), readSettings(ctx)]);
  if (!entry) notFound();
  const vendor = vendorName(entry.vendor);
  const open = entry.verdict === "parked" || entry.verdict === "received";
  return (
    <>
      <PageHeader
        trail={
          <Breadcrumb
            trail={[
              { label: "Payments", href: "/admin/payments" },
              { label: "Webhooks", href: "/admin/payments/webhooks" },
              { label: vendor },
            ]}
          />
        }
        title={<span className="break-all">{entry.type}</span>}
        aside={<VerdictMark verdict={entry.verdict} />}
        summary={entry.note ?? "Nobody has looked at it yet."}
        actions={
          triedAgain.some((name) => name === entry.vendor) && <NoticeActions webhook={entry.id} open={open} />
        }
      />
      <div className="grid items-start gap-x-10 gap-y-8 pt-2 xl:grid-cols-[24rem_minmax(0,1fr)]">
        <div className="grid gap-8">
          <Panel id="facts" title="Facts">
            <NoticeFacts entry={entry} vendor={vendor} timeZone={timeZone} />
          </Panel>
          {entry.tries.length > 0 && (
            <Panel id="tries" title="Tried by hand">
              <NoticeTries tries={entry.tries} timeZone={timeZone} />
            </Panel>
          )}
        </div>
        <div className="grid min-w-0 gap-8">
          <Panel id="event" title="What we read in it" className="min-w-0">
            <BodyText text={entry.event} label="What we read in it" />
          </Panel>
          <Panel
            id="body"
            title={`What ${vendor} sent`}
            aside={people ? "with people’s data" : "people’s data is hidden"}
            className="min-w-0"
          >
            {entry.raw === null ? (
              <p className="py-3 text-sm text-muted">
                Forgotten: three months after a notification is done with, only the facts are kept.
              </p>
            ) : (
              <BodyText text={entry.raw} label={`What ${vendor} sent`} />
            )}
          </Panel>
        </div>
      </div>
    </>
  );
}
