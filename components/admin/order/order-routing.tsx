import { Panel } from "@/components/admin/panel";
import { Status } from "@/components/ui/status";
import type { StaffOrder } from "@/server/domain/order/console.queries";

/** Why the units come from where they come from, as decided when the order was placed. */
export function OrderRouting({ routing }: { routing: StaffOrder["routing"] }) {
  return (
    <Panel id="routing" title="Why from there">
      <p className="pt-2 text-sm">{routing.reason}</p>
      <ul className="grid py-2 text-sm">
        {routing.places.map((place) => (
          <li key={place.code} className="flex items-center justify-between gap-3 py-1">
            <span className="min-w-0">
              {place.name}{" "}
              <span className="tabular text-muted">
                {place.km === null ? "distance unknown" : `${place.km.toLocaleString("en-US")} km`}
                {place.holdsEverything ? ", held everything" : ", did not hold everything"}
              </span>
            </span>
            {place.chosen && (
              <Status tone="positive" plain>
                Chosen
              </Status>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
