import { KeyValues } from "@/components/ui/key-values";
import type { PlacePage } from "@/server/domain/place/place.queries";
import { workingDaysText, zoneText } from "./place-words";

/** A place for those who may not change it. */
export function PlaceFacts({ place }: { place: PlacePage["place"] }) {
  const { address, cutOff, collectionAt, timeZone, workingDays, dailyCapacity } = place;
  const lines = [
    address.name,
    address.company,
    address.line1,
    address.line2,
    `${address.city}, ${[address.region, address.postalCode].filter(Boolean).join(" ")}`,
    address.country,
  ].filter(Boolean);
  return (
    <KeyValues
      className="pt-2"
      rows={[
        {
          label: "Address",
          value: lines.map((line) => (
            <span key={line} className="block">
              {line}
            </span>
          )),
        },
        { label: "Priority", value: place.priority },
        { label: "Cut-off", value: `${cutOff}, ${zoneText(timeZone)}` },
        { label: "Collection", value: collectionAt },
        { label: "Works", value: workingDaysText(workingDays) },
        {
          label: "Shipments a day",
          value: dailyCapacity === null ? "As many as come" : dailyCapacity.toLocaleString("en-US"),
        },
      ]}
    />
  );
}
