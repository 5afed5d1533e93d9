import type { ReactNode } from "react";
import { actorWords } from "@/components/admin/status-words";
import { Link } from "@/components/ui/link";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import type { DifferenceRow } from "@/server/domain/reconciliation/reconciliation.queries";
import { formatMoney, money } from "@/server/kernel/money";
import { differenceWords } from "./day-words";

type Props = {
  rows: readonly DifferenceRow[];
  provider: string;
  timeZone: string;
  /** What a person can do about one. */
  step: (row: DifferenceRow) => ReactNode;
};

/** What the two sides don't agree on, one by one. */
export function DifferenceList({ rows, provider, timeZone, step }: Props) {
  return (
    <ul className="divide-y">
      {rows.map((row) => (
        <li key={row.id} className="grid gap-1 py-3 text-sm">
          <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <Status tone={row.closedAt ? "neutral" : "warning"} plain>
              {differenceWords(row, provider)}
            </Status>
            <span className="tabular">
              here <b className="font-semibold">{amount(row.ours, row.currency)}</b>, there{" "}
              <b className="font-semibold">{amount(row.theirs, row.currency)}</b>
            </span>
            {row.orderNumber && <Link href={`/admin/orders/${row.orderNumber}`}>{row.orderNumber}</Link>}
          </div>
          <p className="text-muted">
            <span className="font-mono text-xs break-all">{row.ref}</span>
            {", "}
            <Time at={row.at} style="second" timeZone={timeZone} />
          </p>
          {row.closedAt && (
            <p>
              {row.note}{" "}
              <span className="text-muted">
                Closed by {closer(row.closedBy)}, <Time at={row.closedAt} timeZone={timeZone} />.
              </span>
            </p>
          )}
          {step(row)}
        </li>
      ))}
    </ul>
  );
}

const amount = (value: number | null, currency: string): string =>
  value === null ? "nothing" : formatMoney(money(value, currency));

const closer = (actor: string | null): string => {
  const words = actorWords(actor ?? "");
  return words === "By itself" ? "a later comparison" : words;
};
