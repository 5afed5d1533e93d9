import { actorWords } from "@/components/admin/status-words";
import { Time } from "@/components/ui/time";
import type { InboxEntry } from "@/server/domain/webhook/inbox.queries";
import { VerdictMark } from "./verdict-mark";

/** Who has tried it again, when, and what that came to. */
export function NoticeTries({ tries, timeZone }: { tries: InboxEntry["tries"]; timeZone: string }) {
  return (
    <ol className="divide-y text-sm">
      {tries.map(({ by, at, verdict, note }) => (
        <li key={`${at} ${by}`} className="grid gap-0.5 py-2">
          <span className="flex flex-wrap justify-between gap-x-3">
            <span className="font-medium">{actorWords(by)}</span>
            <Time at={at} timeZone={timeZone} className="text-muted" />
          </span>
          <span className="flex flex-wrap gap-x-2">
            <VerdictMark verdict={verdict} plain />
            <span className="text-muted">{note}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}
