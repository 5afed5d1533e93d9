import { Panel } from "@/components/admin/panel";
import { PlaceScores } from "@/components/admin/routing/place-scores";
import type { StaffOrder } from "@/server/domain/order/console.queries";

/** Why the units come from where they come from, as decided when the order was placed. */
export function OrderRouting({ routing }: { routing: StaffOrder["routing"] }) {
  return (
    <Panel id="routing" title="Why from there">
      <p className="pt-2 pb-1 text-sm">{routing.reason}</p>
      <PlaceScores places={routing.places} weights={routing.weights} />
    </Panel>
  );
}
