import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { address, single } from "@/components/admin/address";
import { looksOf, MailView } from "@/components/admin/mail/mail-view";
import { MessageState } from "@/components/admin/mail/message-state";
import { SendAgainForm } from "@/components/admin/mail/send-again-form";
import { Panel } from "@/components/admin/panel";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Callout } from "@/components/ui/callout";
import { KeyValues } from "@/components/ui/key-values";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { SubmitButton } from "@/components/ui/submit-button";
import { Time } from "@/components/ui/time";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { contentOf } from "@/server/domain/notification/deliver-kept";
import { oneMessage, templateWords } from "@/server/domain/notification/message-log.queries";
import { whyNotAgain } from "@/server/domain/notification/notification";
import { readSettings } from "@/server/domain/settings/settings";
import { letMailThrough, sendMailAgain } from "../actions";

export const metadata: Metadata = { title: "A mail" };

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function SentMail({ params, searchParams }: Props) {
  const { id: given } = await params;
  const path = `/admin/settings/emails/sent/${given}`;
  await staffGate("manager", path);
  const id = z.uuid().safeParse(given);
  const ctx = await visitorContext();
  const message = id.success ? await oneMessage(ctx, id.data) : null;
  if (!message) notFound();
  const [content, { timeZone }] = await Promise.all([contentOf(ctx, message.intent), readSettings(ctx)]);
  const query = single(await searchParams);
  const looks = looksOf(query);
  const dead = message.blocks.find(({ topic }) => topic === "all");
  const refused = whyNotAgain(message.intent);
  return (
    <>
      <PageHeader
        trail={
          <Breadcrumb
            trail={[
              { label: "Mail", href: "/admin/settings/emails/sent" },
              { label: templateWords(message.template) },
            ]}
          />
        }
        title={message.subject}
        aside={<MessageState state={message.state} />}
        summary={<span className="break-all">To {message.recipient}</span>}
      />
      {query.state === "asked" && message.state === "intended" && (
        <Callout tone="positive" live="status" className="mb-4">
          It is on its way. Load the page again in a moment to see whether it was taken.
        </Callout>
      )}
      {message.reason && (
        <Callout
          tone={message.state === "delayed" ? "warning" : "critical"}
          title={message.state === "delayed" ? "Delayed" : "It did not reach them"}
          className="mb-4"
        >
          <span className="break-words">{message.reason}</span>
        </Callout>
      )}
      <div className="grid gap-x-10 gap-y-8 pt-2 lg:grid-cols-[minmax(0,1fr)_20rem]">
        {content ? (
          <MailView
            {...looks}
            frame={`/api/emails/sent/${message.id}`}
            subject={message.subject}
            text={content.text}
            hrefOf={(other) => address(path, other)}
          />
        ) : (
          <p className="text-muted">{refused}</p>
        )}
        <div className="grid content-start gap-8">
          <Panel id="facts" title="Facts">
            <KeyValues
              rows={[
                { label: "Written", value: <Time at={message.createdAt} timeZone={timeZone} /> },
                ...(message.sentAt
                  ? [{ label: "Sent", value: <Time at={message.sentAt} timeZone={timeZone} /> }]
                  : []),
                ...(message.bouncedAt
                  ? [{ label: "Came back", value: <Time at={message.bouncedAt} timeZone={timeZone} /> }]
                  : []),
                ...(message.orderNumber
                  ? [
                      {
                        label: "Order",
                        value: (
                          <Link href={`/admin/orders/${message.orderNumber}`}>{message.orderNumber}</Link>
                        ),
                      },
                    ]
                  : []),
              ]}
            />
          </Panel>
          {dead && (
            <Panel id="stopped" title="Mail to this address is stopped">
              <form action={letMailThrough} className="grid gap-3 py-3 text-sm">
                <p className="text-muted">
                  {dead.reason === "complained"
                    ? "They marked a mail of ours as spam."
                    : "A mail came back for good."}{" "}
                  Since <Time at={dead.at} timeZone={timeZone} />, nothing is sent there.
                </p>
                <input type="hidden" name="email" value={dead.email} />
                <div>
                  <SubmitButton look="secondary" pendingLabel="Lifting…">
                    Let mail through
                  </SubmitButton>
                </div>
              </form>
            </Panel>
          )}
          {content && (
            <Panel id="again" title="Send again">
              <SendAgainForm action={sendMailAgain} id={message.id} recipient={message.recipient} />
            </Panel>
          )}
          {message.family.length > 0 && (
            <Panel id="family" title="The same mail">
              <ul className="divide-y text-sm">
                {message.family.map((one) => (
                  <li key={one.id} className="grid gap-0.5 py-2">
                    <Link
                      href={`/admin/settings/emails/sent/${one.id}`}
                      look="plain"
                      className="font-medium break-all"
                    >
                      {one.recipient}
                    </Link>
                    <span className="flex items-center justify-between gap-3 text-muted">
                      <Time at={one.sentAt ?? one.createdAt} timeZone={timeZone} />
                      <MessageState state={one.state} plain />
                    </span>
                  </li>
                ))}
              </ul>
            </Panel>
          )}
        </div>
      </div>
    </>
  );
}
