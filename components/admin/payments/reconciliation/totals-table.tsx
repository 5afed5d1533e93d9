import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import type { ReconciliationDetail } from "@/server/domain/reconciliation/reconciliation.queries";
import { formatMoney, money } from "@/server/kernel/money";

/** The day's sums on both sides, by currency. */
export function TotalsTable({
  totals,
  provider,
}: {
  totals: ReconciliationDetail["totals"];
  provider: string;
}) {
  const lines = totals.flatMap(
    ({ currency, capturedOurs, capturedTheirs, refundedOurs, refundedTheirs, fees }) => [
      { currency, name: "Captured", ours: capturedOurs, theirs: capturedTheirs },
      { currency, name: "Refunded", ours: refundedOurs, theirs: refundedTheirs },
      { currency, name: "Fees", ours: null, theirs: fees },
    ],
  );
  if (lines.length === 0) return <p className="py-3 text-sm text-muted">No money moved on this day.</p>;
  return (
    <Table caption="Sums of the day">
      <Thead>
        <Tr>
          <Th>What</Th>
          <Th numeric>Our books</Th>
          <Th numeric>{provider}</Th>
          <Th numeric>Difference</Th>
        </Tr>
      </Thead>
      <Tbody>
        {lines.map(({ currency, name, ours, theirs }) => {
          const gap = ours === null ? 0 : theirs - ours;
          const words = (value: number) => formatMoney(money(value, currency));
          return (
            <Tr key={`${currency} ${name}`}>
              <Td label="What">
                {name} {totals.length > 1 && <span className="text-muted">{currency}</span>}
              </Td>
              <Td label="Our books" numeric>
                {ours === null ? "–" : words(ours)}
              </Td>
              <Td label={provider} numeric>
                {words(theirs)}
              </Td>
              <Td
                label="Difference"
                numeric
                className={gap === 0 ? "text-muted" : "font-medium text-critical"}
              >
                {gap === 0 ? "none" : words(gap)}
              </Td>
            </Tr>
          );
        })}
      </Tbody>
    </Table>
  );
}
