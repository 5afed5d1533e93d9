import { Time } from "@/components/ui/time";

type Props = { row: { lot: string | null; expiresAt: string | null }; now: Date };

/** A lot's code with its date; a date has no time of day, and so no zone. */
export function LotCell({ row, now }: Props) {
  if (!row.lot) return <span className="text-muted">–</span>;
  const expired = row.expiresAt !== null && new Date(row.expiresAt) <= now;
  return (
    <span>
      <span className="font-mono">{row.lot}</span>
      {row.expiresAt && (
        <span className={`block text-xs ${expired ? "font-medium text-critical" : "text-muted"}`}>
          {expired ? "expired" : "expires"} <Time at={row.expiresAt} style="date" />
        </span>
      )}
    </span>
  );
}
