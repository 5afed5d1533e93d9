import { Status, type Tone } from "@/components/ui/status";
import type { ShipmentStatus } from "@/server/domain/shipment/shipment";

const looks: Record<ShipmentStatus, { word: string; tone: Tone }> = {
  assigned: { word: "To pick", tone: "neutral" },
  picking: { word: "Picking", tone: "info" },
  packed: { word: "Packed", tone: "info" },
  labelled: { word: "Labelled", tone: "info" },
  shipped: { word: "Shipped", tone: "positive" },
  delivered: { word: "Delivered", tone: "positive" },
  cancelled: { word: "Cancelled", tone: "critical" },
};

export const shipmentWord = (status: ShipmentStatus): string => looks[status].word;

export function ShipmentStatusBadge({ status, plain }: { status: ShipmentStatus; plain?: boolean }) {
  const { word, tone } = looks[status];
  return (
    <Status tone={tone} plain={plain}>
      {word}
    </Status>
  );
}
