import { Panel } from "@/components/admin/panel";
import { actorWords } from "@/components/admin/status-words";
import { Time } from "@/components/ui/time";
import type { PlacePage } from "@/server/domain/place/place.queries";
import { workingDaysText } from "./place-words";

const words: Record<string, string> = {
  name: "Name",
  address: "Address",
  latitude: "Latitude",
  longitude: "Longitude",
  timeZone: "Time zone",
  priority: "Priority",
  cutOff: "Cut-off",
  collectionAt: "Collection",
  workingDays: "Working days",
  dailyCapacity: "Shipments a day",
};

/** Who changed what about a place, newest first. */
export function PlaceHistory({ changes, timeZone }: { changes: PlacePage["changes"]; timeZone: string }) {
  if (changes.length === 0) return null;
  return (
    <Panel id="history" title="Changed lately">
      <ul className="grid divide-y divide-line text-sm">
        {changes
          // Of a place that was added, that it was added says it all.
          .filter(({ field, from }) => from !== null || field === "name" || field === "dailyCapacity")
          .map((change) => (
            <li key={`${change.at} ${change.field}`} className="py-2">
              <span className="block break-words">{told(change)}</span>
              <span className="text-muted">
                <Time at={change.at} timeZone={timeZone} /> by {actorWords(change.by)}
              </span>
            </li>
          ))}
      </ul>
    </Panel>
  );
}

function told({ field, from, to }: PlacePage["changes"][number]): string {
  if (field === "active") return to === true ? "Opened" : "Closed";
  if (field === "name" && from === null) return `Added as ${String(to)}`;
  return `${words[field] ?? field}: ${text(field, to)} instead of ${text(field, from)}`;
}

function text(field: string, value: unknown): string {
  if (field === "workingDays" && Array.isArray(value)) return workingDaysText(value.map(Number));
  if (value === null || value === undefined) return "no limit";
  if (typeof value === "object") return Object.values(value).join(", ");
  return String(value);
}
