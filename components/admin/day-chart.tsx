type Props = {
  /** What the bars count: "Orders placed". */
  title: string;
  /** The sum over all days, in words. */
  total: string;
  days: readonly { day: string; value: number; words: string }[];
};

const [width, height, gap] = [280, 72, 4];

/** Fourteen days as bars, and the same as a table for those who want the figures. */
export function DayChart({ title, total, days }: Props) {
  const most = Math.max(1, ...days.map((day) => day.value));
  const step = width / days.length;
  return (
    <figure className="min-w-0">
      <figcaption className="flex items-baseline justify-between gap-3 text-sm">
        <span className="text-muted">{title}</span>
        <span className="tabular text-lg font-semibold">{total}</span>
      </figcaption>
      <svg
        aria-hidden
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        className="mt-2 h-18 w-full overflow-visible"
      >
        {days.map(({ day, value, words }, place) => {
          const tall = value === 0 ? 0 : Math.max(2, (value / most) * (height - 4));
          return (
            <rect
              key={day}
              x={place * step + gap / 2}
              y={height - tall}
              width={step - gap}
              height={tall}
              className={place === days.length - 1 ? "fill-accent" : "fill-line-strong"}
            >
              <title>{`${dayWords(day)}: ${words}`}</title>
            </rect>
          );
        })}
        <line
          x1="0"
          x2={width}
          y1={height}
          y2={height}
          className="stroke-line-strong"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <p aria-hidden className="flex justify-between pt-1 text-xs text-muted">
        <span>{dayWords(days[0]?.day ?? "")}</span>
        <span>Today</span>
      </p>
    </figure>
  );
}

/** "Nov 9" of 2026-11-09, which is a day and not a moment: no time zone may move it. */
export const dayWords = (day: string): string =>
  day === ""
    ? ""
    : new Intl.DateTimeFormat("en-US", { month: "short", day: "numeric", timeZone: "UTC" }).format(
        new Date(`${day}T00:00:00Z`),
      );
