import { Status } from "@/components/ui/status";
import type { RoutingDecision, RoutingWeights } from "@/server/domain/inventory/routing";

type Place = RoutingDecision["places"][number];

const shown = [
  { key: "nearest", label: "Near", fill: "bg-chart-1" },
  { key: "priority", label: "Priority", fill: "bg-chart-2" },
  { key: "cutOff", label: "Cut-off", fill: "bg-chart-3" },
  { key: "capacity", label: "Room today", fill: "bg-chart-4" },
] as const satisfies readonly { key: keyof RoutingWeights; label: string; fill: string }[];

/** Places in the order of their points: what each got for what, and which was taken. */
export function PlaceScores({
  places,
  weights,
}: {
  places: readonly Place[];
  weights: RoutingWeights | undefined;
}) {
  return (
    <ul className="grid divide-y divide-line text-sm">
      {places.map((place) => (
        <li key={place.code} className="grid gap-1.5 py-3">
          <span className="flex flex-wrap items-baseline justify-between gap-x-3">
            <span className="min-w-0">
              <span className="font-medium">{place.name}</span>{" "}
              {place.chosen && (
                <Status tone="positive" plain className="ms-1">
                  Chosen
                </Status>
              )}
            </span>
            {place.total !== undefined && (
              <span className="tabular">
                <span className="font-semibold">{figure(place.total)}</span>{" "}
                <span className="text-muted">{place.total === 1 ? "point" : "points"}</span>
              </span>
            )}
          </span>
          {place.points && weights && <PointsBar points={place.points} weights={weights} />}
          <span className="tabular text-muted">{factsOf(place).join(" · ")}</span>
        </li>
      ))}
    </ul>
  );
}

/** Points as a bar and, under it, as figures: the bar alone would say it by colour. */
export function PointsBar({ points, weights }: { points: RoutingWeights; weights: RoutingWeights }) {
  const most = shown.reduce((sum, { key }) => sum + weights[key], 0);
  if (most === 0) return null;
  return (
    <>
      <span aria-hidden className="flex h-2 overflow-hidden rounded-xs bg-well">
        {shown.map(({ key, fill }) => (
          <span
            key={key}
            className={`${fill} border-e border-paper`}
            style={{ width: `${(100 * points[key]) / most}%` }}
          />
        ))}
      </span>
      <span className="flex flex-wrap gap-x-3 gap-y-0.5 text-xs text-muted">
        {shown
          .filter(({ key }) => weights[key] > 0)
          .map(({ key, label, fill }) => (
            <span key={key} className="inline-flex items-center gap-1.5 whitespace-nowrap">
              <span aria-hidden className={`size-2 rounded-xs ${fill}`} />
              {label}{" "}
              <span className="tabular text-ink">
                {figure(points[key])} of {weights[key]}
              </span>
            </span>
          ))}
      </span>
    </>
  );
}

export function factsOf(place: Pick<Place, "km" | "holdsEverything" | "sendsToday" | "full">): string[] {
  return [
    place.km === null ? "distance unknown" : `${place.km.toLocaleString("en-US")} km`,
    place.holdsEverything ? "holds everything" : "does not hold everything",
    ...(place.sendsToday === undefined
      ? []
      : [place.sendsToday ? "sends the same day" : "sends on a later day"]),
    ...(place.full ? ["its day is full"] : []),
  ];
}

/** At most one digit behind the point. */
export const figure = (points: number): string => points.toFixed(1).replace(/\.0$/, "");
