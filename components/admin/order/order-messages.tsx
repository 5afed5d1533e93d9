import { Panel } from "@/components/admin/panel";
import { StateMark } from "@/components/admin/status-words";
import { Time } from "@/components/ui/time";
import type { StaffOrder } from "@/server/domain/order/console.queries";

export function OrderMessages({
  messages,
  timeZone,
}: {
  messages: StaffOrder["messages"];
  timeZone: string;
}) {
  return (
    <Panel id="messages" title="Messages sent">
      {messages.length === 0 && <p className="py-2 text-sm text-muted">None yet.</p>}
      <ul className="divide-y text-sm">
        {messages.map((message) => (
          <li key={message.id} className="py-2">
            <p className="flex items-start justify-between gap-3">
              <span className="min-w-0 font-medium">{message.subject}</span>
              <StateMark of="message" state={message.status} plain />
            </p>
            <p className="break-words text-muted">
              {message.recipient}, <Time at={message.sentAt ?? message.createdAt} timeZone={timeZone} />
            </p>
            {message.failure && <p className="text-critical">{message.failure}</p>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
