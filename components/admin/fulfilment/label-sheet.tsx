import { Printer } from "lucide-react";
import { Button } from "@/components/ui/button";
import { ExternalLink } from "@/components/ui/link";
import type { Bench } from "@/server/domain/shipment/shipment.queries";

/** The label as the carrier drew it. Printing the page prints it alone. */
export function LabelSheet({ parcel }: { parcel: Bench["parcel"] }) {
  if (parcel?.status !== "bought" || !parcel.trackingNumber) return null;
  const src = `/api/documents/labels/${parcel.id}`;
  const picture = parcel.format === "GIF" || parcel.format === "PNG";
  return (
    <figure className="grid gap-3">
      {picture ? (
        // biome-ignore lint/performance/noImgElement: a private document, served once
        <img
          src={src}
          alt={`Shipping label, tracking number ${parcel.trackingNumber}`}
          className="w-full rounded border border-line bg-plate print:rounded-none print:border-0"
        />
      ) : (
        <ExternalLink href={src}>Open the label ({parcel.format})</ExternalLink>
      )}
      <figcaption className="flex flex-wrap items-center justify-between gap-2 print:hidden">
        <span className="text-sm text-muted">
          {parcel.carrier.toUpperCase()}{" "}
          <span className="tabular font-medium text-ink">{parcel.trackingNumber}</span>
        </span>
        {picture && (
          <Button size="lg" icon={<Printer aria-hidden />} onClick={() => window.print()}>
            Print label
          </Button>
        )}
      </figcaption>
    </figure>
  );
}
