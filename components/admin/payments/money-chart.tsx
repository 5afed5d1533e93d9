import { dayWords } from "@/components/admin/day-chart";
import { Money } from "@/components/ui/money";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import type { MoneyDay } from "@/server/domain/payment/overview.queries";
import { formatMoney, money } from "@/server/kernel/money";

type Props = { days: readonly MoneyDay[]; currency: string };

const [width, up, down] = [640, 96, 40];

/** Captured above the line, refunded below it, day by day; and the same as a table. */
export function MoneyChart({ days, currency }: Props) {
  const most = Math.max(1, ...days.map((day) => day.captured));
  const mostBack = Math.max(1, ...days.map((day) => day.refunded));
  // One scale for both, unless what went back would then be too tall to draw.
  const scale = Math.min(up / most, down / mostBack);
  const step = width / days.length;
  const gap = Math.min(4, step / 4);
  const tall = (value: number) => (value === 0 ? 0 : Math.max(1.5, value * scale));
  const words = (value: number) => formatMoney(money(value, currency));
  return (
    <figure className="min-w-0 pt-3">
      <figcaption className="flex flex-wrap gap-x-5 gap-y-1 text-xs text-muted">
        <span className="inline-flex items-center gap-1.5">
          <span aria-hidden className="size-2.5 bg-accent" /> Captured
        </span>
        <span className="inline-flex items-center gap-1.5">
          <span aria-hidden className="size-2.5 bg-line-strong" /> Refunded, below the line
        </span>
      </figcaption>
      <svg
        aria-hidden
        viewBox={`0 0 ${width} ${up + down}`}
        preserveAspectRatio="none"
        className="mt-2 h-36 w-full"
      >
        {days.map((day, place) => (
          <g key={day.day}>
            <title>{`${dayWords(day.day)}: ${words(day.captured)} captured, ${words(day.refunded)} refunded`}</title>
            <rect
              x={place * step + gap / 2}
              y={up - tall(day.captured)}
              width={step - gap}
              height={tall(day.captured)}
              className="fill-accent"
            />
            <rect
              x={place * step + gap / 2}
              y={up}
              width={step - gap}
              height={tall(day.refunded)}
              className="fill-line-strong"
            />
          </g>
        ))}
        <line
          x1="0"
          x2={width}
          y1={up}
          y2={up}
          className="stroke-line-strong"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <p aria-hidden className="flex justify-between pt-1 text-xs text-muted">
        <span>{dayWords(days[0]?.day ?? "")}</span>
        <span>{dayWords(days.at(-1)?.day ?? "")}</span>
      </p>
      <details className="pt-2 text-sm">
        <summary className="w-fit rounded-xs py-1 text-muted hover:text-ink">The same as a table</summary>
        <Table caption="Captured and refunded by day">
          <Thead>
            <Tr>
              <Th>Day</Th>
              <Th numeric>Captured</Th>
              <Th numeric>Refunded</Th>
            </Tr>
          </Thead>
          <Tbody>
            {days.toReversed().map((day) => (
              <Tr key={day.day}>
                <Td label="Day">{dayWords(day.day)}</Td>
                <Td label="Captured" numeric>
                  <Money value={money(day.captured, currency)} />
                </Td>
                <Td label="Refunded" numeric>
                  <Money value={money(day.refunded, currency)} />
                </Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      </details>
    </figure>
  );
}
