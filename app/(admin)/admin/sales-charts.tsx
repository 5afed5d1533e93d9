import { DayChart, dayWords } from "@/components/admin/day-chart";
import { Panel } from "@/components/admin/panel";
import { reasonWords } from "@/components/admin/status-words";
import { Money } from "@/components/ui/money";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import type { CancelReason } from "@/server/domain/order/order";
import type { Day } from "@/server/domain/today/today.queries";
import { formatMoney, money } from "@/server/kernel/money";

type Props = {
  days: readonly Day[];
  reasons: readonly { reason: string; count: number }[];
  currency: string;
};

export function SalesCharts({ days, reasons, currency }: Props) {
  const sum = (of: (day: Day) => number) => days.reduce((total, day) => total + of(day), 0);
  const count = (value: number) => value.toLocaleString("en-US");
  const sales = money(
    sum((day) => day.sales.amount),
    currency,
  );
  return (
    <Panel id="fortnight" title="The last 14 days" aside="by the day an order was placed">
      <div className="grid gap-x-10 gap-y-6 py-4 sm:grid-cols-2 xl:grid-cols-4">
        <DayChart
          title="Sales"
          total={formatMoney(sales)}
          days={days.map(({ day, sales }) => ({ day, value: sales.amount, words: formatMoney(sales) }))}
        />
        <DayChart
          title="Orders placed"
          total={count(sum((day) => day.orders))}
          days={days.map(({ day, orders }) => ({ day, value: orders, words: count(orders) }))}
        />
        <DayChart
          title="Units sold"
          total={count(sum((day) => day.units))}
          days={days.map(({ day, units }) => ({ day, value: units, words: count(units) }))}
        />
        <Reasons reasons={reasons} />
      </div>
      <details className="text-sm">
        <summary className="w-fit rounded-xs py-1 text-muted hover:text-ink">The same as a table</summary>
        <Table caption="Sales, orders and units by day">
          <Thead>
            <Tr>
              <Th>Day</Th>
              <Th numeric>Sales</Th>
              <Th numeric>Orders placed</Th>
              <Th numeric>Of them paid</Th>
              <Th numeric>Units sold</Th>
            </Tr>
          </Thead>
          <Tbody>
            {days.toReversed().map((day) => (
              <Tr key={day.day}>
                <Td label="Day">{dayWords(day.day)}</Td>
                <Td label="Sales" numeric>
                  <Money value={day.sales} />
                </Td>
                <Td label="Orders placed" numeric>
                  {count(day.orders)}
                </Td>
                <Td label="Of them paid" numeric>
                  {count(day.paidOrders)}
                </Td>
                <Td label="Units sold" numeric>
                  {count(day.units)}
                </Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
        <p className="pt-2 text-muted">Sales and units leave out orders that are unpaid or were cancelled.</p>
      </details>
    </Panel>
  );
}

/** Bars that are a list: the figures stand beside them. */
function Reasons({ reasons }: { reasons: Props["reasons"] }) {
  const most = Math.max(1, ...reasons.map((row) => row.count));
  const total = reasons.reduce((sum, row) => sum + row.count, 0);
  return (
    <div className="min-w-0">
      <p className="flex items-baseline justify-between gap-3 text-sm">
        <span className="text-muted">Cancelled orders</span>
        <span className="tabular text-lg font-semibold">{total.toLocaleString("en-US")}</span>
      </p>
      <ul className="mt-2 grid gap-1.5 text-sm">
        {reasons.map(({ reason, count }) => (
          <li key={reason} className="grid gap-1">
            <span className="flex justify-between gap-3">
              {reasonWords[reason as CancelReason]} <span className="tabular">{count}</span>
            </span>
            <span aria-hidden className="h-1 bg-well">
              <span className="block h-full bg-line-strong" style={{ width: `${(100 * count) / most}%` }} />
            </span>
          </li>
        ))}
        {total === 0 && <li className="text-muted">None.</li>}
      </ul>
    </div>
  );
}
