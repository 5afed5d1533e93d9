import { providerNames } from "@/components/admin/payments/money-words";
import { Link } from "@/components/ui/link";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import type { DayRow } from "@/server/domain/reconciliation/reconciliation.queries";
import { formatMoney, money } from "@/server/kernel/money";
import { DayMark, DayName } from "./day-words";

/** Every day of every provider: what each side says, and whether they agree. */
export function DayTable({ rows }: { rows: readonly DayRow[] }) {
  return (
    <Table caption="Days, newest first">
      <Thead>
        <Tr>
          <Th>Day</Th>
          <Th>Provider</Th>
          <Th>State</Th>
          <Th numeric>Captured here</Th>
          <Th numeric>There</Th>
          <Th numeric>Refunded here</Th>
          <Th numeric>There</Th>
          <Th numeric>Fees</Th>
          <Th numeric>Open</Th>
        </Tr>
      </Thead>
      <Tbody>
        {rows.map(({ day, provider, run }) => {
          const sums = (pick: (total: NonNullable<typeof run>["totals"][number]) => number) =>
            run?.finishedAt ? (
              <Sums totals={run.totals} pick={pick} />
            ) : (
              <span className="text-muted">–</span>
            );
          // On a phone a day that was not compared is its name and its state.
          const empty = run?.finishedAt ? "" : "max-sm:hidden";
          return (
            <Tr key={`${day} ${provider}`}>
              <Td label="Day" className="whitespace-nowrap">
                {run ? (
                  <Link href={`/admin/payments/reconciliation/${run.id}`} className="font-medium">
                    <DayName day={day} />
                    <span className="sr-only">, {providerNames[provider]}</span>
                  </Link>
                ) : (
                  <DayName day={day} />
                )}
              </Td>
              <Td label="Provider">{providerNames[provider]}</Td>
              <Td label="State">
                <DayMark state={run?.state ?? null} />
              </Td>
              <Td label="Captured here" numeric className={empty}>
                {sums((total) => total.capturedOurs)}
              </Td>
              <Td label="Captured there" numeric className={empty}>
                {sums((total) => total.capturedTheirs)}
              </Td>
              <Td label="Refunded here" numeric className={empty}>
                {sums((total) => total.refundedOurs)}
              </Td>
              <Td label="Refunded there" numeric className={empty}>
                {sums((total) => total.refundedTheirs)}
              </Td>
              <Td label="Fees" numeric className={empty}>
                {sums((total) => total.fees)}
              </Td>
              <Td label="Open" numeric className={run && run.open > 0 ? "font-medium text-critical" : empty}>
                {run?.open ?? 0}
              </Td>
            </Tr>
          );
        })}
      </Tbody>
    </Table>
  );
}

type Totals = NonNullable<DayRow["run"]>["totals"];

/** One amount a currency, below one another; a day without movements has none. */
function Sums({ totals, pick }: { totals: Totals; pick: (total: Totals[number]) => number }) {
  if (totals.length === 0) return <span className="text-muted">0</span>;
  return (
    <span className="grid">
      {totals.map((total) => (
        <span key={total.currency}>{formatMoney(money(pick(total), total.currency))}</span>
      ))}
    </span>
  );
}
