import { Panel } from "@/components/admin/panel";
import type { Tone } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import { Timeline, TimelineItem } from "@/components/ui/timeline";
import type { IssueDetail } from "@/server/domain/shipment/issue.queries";
import type { TrackingState } from "@/server/domain/shipment/shipment";

const tones: Record<TrackingState, Tone> = {
  pre_transit: "neutral",
  in_transit: "info",
  out_for_delivery: "info",
  delivered: "positive",
  exception: "warning",
  returned: "warning",
};

/** A parcel's way, the newest first: our words, and below them the carrier's own. */
export function ParcelScans({ scans, timeZone }: { scans: IssueDetail["scans"]; timeZone: string }) {
  return (
    <Panel id="scans" title="What the carrier says">
      {scans.length === 0 ? (
        <p className="py-2.5 text-sm text-muted">
          Nothing yet. The carrier has not scanned it, or was not asked since.
        </p>
      ) : (
        <div className="py-3">
          <Timeline label="Scans">
            {scans.map((scan) => (
              <TimelineItem
                key={`${scan.at} ${scan.code}`}
                title={scan.plain}
                tone={tones[scan.state]}
                time={<Time at={scan.at} timeZone={timeZone} />}
                actor={scan.place}
                why={scan.own ? "Noted by us" : `${scan.description} (${scan.code})`}
              />
            ))}
          </Timeline>
        </div>
      )}
    </Panel>
  );
}
