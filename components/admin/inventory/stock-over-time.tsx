import Link from "next/link";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { type ChartSpan, chartSpans } from "@/server/domain/inventory/ledger.schema";
import type { StockDay } from "@/server/domain/inventory/stock-over-time.queries";
import { dayWords } from "../day-chart";
import { StockChart } from "./stock-chart";
import { changes } from "./stock-steps";

type Props = {
  days: readonly StockDay[];
  span: ChartSpan;
  href: (span: ChartSpan) => string;
  marked: string | undefined;
  timeZone: string;
};

/** The chart with the figures beside it: whoever can't see the one reads the other. */
export function StockOverTime({ days, span, href, marked, timeZone }: Props) {
  return (
    <section aria-labelledby="over-time" className="min-w-0">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <h2 id="over-time" className="text-lg font-semibold">
          Over time
        </h2>
        <nav aria-label="How far back" className="flex gap-1">
          {chartSpans.map((count) => (
            <Link
              key={count}
              href={href(count)}
              scroll={false}
              aria-current={count === span ? "true" : undefined}
              className="inline-flex min-h-8 items-center rounded px-2.5 text-sm text-muted hover:bg-well hover:text-ink aria-[current=true]:bg-accent-soft aria-[current=true]:font-semibold aria-[current=true]:text-ink"
            >
              {count} days
            </Link>
          ))}
        </nav>
      </div>
      <div className="grid gap-x-8 gap-y-4 lg:grid-cols-[minmax(0,1fr)_19rem]">
        <StockChart days={days} marked={marked} key={`${span} ${days.length}`} />
        <section
          aria-label="Figures of the chart"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
          tabIndex={0}
          className="max-h-60 self-start overflow-y-auto rounded border border-line [--table-top:0px]"
        >
          <Table caption="Stock at the end of the days on which it changed, newest first" onPhone="scroll">
            <Thead>
              <Tr>
                <Th>End of</Th>
                <Th numeric>Available</Th>
                <Th numeric>On hand</Th>
              </Tr>
            </Thead>
            <Tbody>
              {changes(days).map(({ day, available, onHand }, place) => (
                <Tr key={day}>
                  <Td className="whitespace-nowrap">{place === 0 ? "Today" : dayWords(day)}</Td>
                  <Td numeric className="text-end">
                    {available}
                  </Td>
                  <Td numeric className="text-end">
                    {onHand}
                  </Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
        </section>
      </div>
      <p className="mt-2 text-xs text-muted">
        As each day ended in {timeZone.replaceAll("_", " ")}. On days that are not in the table nothing
        changed.
      </p>
    </section>
  );
}
