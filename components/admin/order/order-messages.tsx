import { MessageState } from "@/components/admin/mail/message-state";
import { Panel } from "@/components/admin/panel";
import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import type { StaffOrder } from "@/server/domain/order/console.queries";

type Props = { messages: StaffOrder["messages"]; manager: boolean; timeZone: string };

/** What the customer was told; managers open a mail to read it and to send it again. */
export function OrderMessages({ messages, manager, timeZone }: Props) {
  return (
    <Panel id="messages" title="Mails">
      {messages.length === 0 && <p className="py-2 text-sm text-muted">None yet.</p>}
      <ul className="divide-y text-sm">
        {messages.map((message) => (
          <li key={message.id} className="py-2">
            <p className="flex items-start justify-between gap-3">
              {manager ? (
                <Link
                  href={`/admin/settings/emails/sent/${message.id}`}
                  look="plain"
                  className="min-w-0 font-medium break-words"
                >
                  {message.subject}
                </Link>
              ) : (
                <span className="min-w-0 font-medium break-words">{message.subject}</span>
              )}
              <MessageState state={message.state} plain />
            </p>
            <p className="break-words text-muted">
              {message.recipient}, <Time at={message.sentAt ?? message.createdAt} timeZone={timeZone} />
              {message.repeatOf && ", sent again"}
            </p>
            {message.reason && (
              <p className={`break-words ${message.state === "delayed" ? "text-warning" : "text-critical"}`}>
                {message.reason}
              </p>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
