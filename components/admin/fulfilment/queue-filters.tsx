import { TabNav } from "@/components/ui/tab-nav";
import { type OpenStatus, openStatuses } from "@/server/domain/shipment/shipment";
import { type QueueInput, type QueueView, queueViews } from "@/server/domain/shipment/shipment.schema";
import { queueAddress } from "./queue-address";
import { shipmentWord } from "./shipment-status";

type Props = {
  filter: QueueInput;
  counts: Partial<Record<OpenStatus, number>>;
  places: readonly { code: string }[];
  open: number;
};

const words: Record<QueueView, string> = { late: "Late", express: "Express", held: "On hold", mine: "Yours" };

/** State, place, and what of it; each is a link. */
export function QueueFilters({ filter: { location, status, only }, counts, places, open }: Props) {
  return (
    <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-1">
      <div className="max-w-full overflow-x-auto">
        <TabNav
          label="State"
          items={[
            { href: queueAddress({ location, only }), label: "All", current: !status, count: open },
            ...openStatuses.map((state) => ({
              href: queueAddress({ location, only, status: state }),
              label: shipmentWord(state),
              current: status === state,
              count: counts[state] ?? 0,
            })),
          ]}
        />
      </div>
      <div className="flex max-w-full flex-wrap gap-x-6">
        <TabNav
          label="Which"
          items={[
            { href: queueAddress({ location, status }), label: "Any", current: !only },
            ...queueViews.map((view) => ({
              href: queueAddress({ location, status, only: view }),
              label: words[view],
              current: only === view,
            })),
          ]}
        />
        {places.length > 1 && (
          <TabNav
            label="Place"
            items={[
              { href: queueAddress({ status, only }), label: "All places", current: !location },
              ...places.map(({ code }) => ({
                href: queueAddress({ status, only, location: code }),
                label: code,
                current: location === code,
              })),
            ]}
          />
        )}
      </div>
    </div>
  );
}
