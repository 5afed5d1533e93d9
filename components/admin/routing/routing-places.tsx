import { Panel } from "@/components/admin/panel";
import { Link } from "@/components/ui/link";
import { Status } from "@/components/ui/status";
import type { RoutingPage, RoutingPlace } from "@/server/domain/inventory/routing.queries";
import { workingDaysText, zoneText } from "./place-words";

/** The places that orders can be sent from, as the rules see them now. */
export function RoutingPlaces({ page, admin }: { page: RoutingPage; admin: boolean }) {
  return (
    <Panel
      id="places"
      title="Places"
      aside={
        <Link href="/admin/settings/places">{admin ? "Change the places" : "All about the places"}</Link>
      }
    >
      <ul className="grid divide-y divide-line text-sm">
        {page.places.map((place) => (
          <li key={place.code} className="grid gap-1.5 py-3">
            <span className="flex flex-wrap items-baseline justify-between gap-x-4">
              <Link href={`/admin/settings/places/${place.code}`} className="font-medium">
                {place.name}
              </Link>
              <Status tone={place.sendsToday ? "positive" : "neutral"} plain>
                {place.sendsToday ? "Still sends today" : "Nothing more today"}
              </Status>
            </span>
            <span className="tabular text-muted">
              Priority {place.priority} · paid by {place.cutOff}, collected {place.collectionAt},{" "}
              {zoneText(place.timeZone)} · {workingDaysText(place.workingDays)}
            </span>
            <Capacity place={place} />
          </li>
        ))}
        {page.closed.length > 0 && (
          <li className="py-3 text-muted">
            Closed: {page.closed.map((place) => place.name).join(", ")}. Nothing new is sent from there.
          </li>
        )}
      </ul>
    </Panel>
  );
}

function Capacity({ place: { dailyCapacity, assignedToday } }: { place: RoutingPlace }) {
  if (dailyCapacity === null) return <span className="text-muted">No limit a day</span>;
  const full = assignedToday >= dailyCapacity;
  return (
    <span className="grid gap-1">
      <span className="flex justify-between gap-4">
        <span className="tabular text-muted">
          {assignedToday.toLocaleString("en-US")} of {dailyCapacity.toLocaleString("en-US")}{" "}
          {dailyCapacity === 1 ? "shipment" : "shipments"} today
        </span>
        {full && (
          <Status tone="warning" plain>
            Full
          </Status>
        )}
      </span>
      <span aria-hidden className="block h-1.5 overflow-hidden rounded-xs bg-well">
        <span
          className={`block h-full ${full ? "bg-warning" : "bg-chart-4"}`}
          style={{ width: `${Math.min(100, (100 * assignedToday) / dailyCapacity)}%` }}
        />
      </span>
    </span>
  );
}
