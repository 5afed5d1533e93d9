import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import type { DisputeListRow } from "@/server/domain/payment/dispute.queries";

type Props = {
  dispute: Pick<DisputeListRow, "status" | "evidenceDueAt" | "closedAt">;
  timeZone: string;
  now: Date;
};

const dayMs = 86_400_000;

/** The deadline while there is one, louder when it is near; afterwards how it came out. */
export function AnswerBy({ dispute: { status, evidenceDueAt, closedAt }, timeZone, now }: Props) {
  if (closedAt)
    return (
      <span className="text-muted">
        Decided <Time at={closedAt} timeZone={timeZone} style="date" />
      </span>
    );
  if (status === "under_review") return <span className="text-muted">Answered</span>;
  if (!evidenceDueAt) return <span className="text-muted">No day given</span>;
  const left = new Date(evidenceDueAt).getTime() - now.getTime();
  const due = <Time at={evidenceDueAt} timeZone={timeZone} />;
  if (left < 0)
    return (
      <Status tone="critical" plain>
        Was due {due}
      </Status>
    );
  return left < 3 * dayMs ? (
    <Status tone="warning" plain>
      {due}
    </Status>
  ) : (
    due
  );
}
