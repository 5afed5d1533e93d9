import { Download } from "lucide-react";
import { buttonStyle } from "@/components/ui/button";
import { ExternalLink } from "@/components/ui/link";
import type { BenchParcel } from "@/server/domain/shipment/bench-packages.queries";
import { carrierName } from "./handover-words";

type Props = { label: BenchParcel; of: number };

/** The label as the carrier drew it. Printing the page prints the labels alone, one a sheet. */
export function LabelSheet({ label, of }: Props) {
  if (label.status !== "bought" || !label.trackingNumber) return null;
  const src = `/api/documents/labels/${label.id}`;
  const picture = label.format === "GIF" || label.format === "PNG";
  return (
    <figure className="grid gap-3 break-after-page last:break-after-auto print:block">
      {picture ? (
        // biome-ignore lint/performance/noImgElement: a private document, served once
        <img
          src={src}
          alt={`Shipping label, tracking number ${label.trackingNumber}`}
          className="w-full rounded border border-line bg-plate print:block print:max-h-dvh print:rounded-none print:border-0 print:object-contain"
        />
      ) : label.format === "PDF" ? (
        <ExternalLink href={src}>Open the label</ExternalLink>
      ) : (
        <a href={src} download className={buttonStyle({ size: "lg", wide: true, class: "print:hidden" })}>
          <Download aria-hidden />
          Download the label ({label.format})
        </a>
      )}
      <figcaption className="text-sm text-muted print:hidden">
        {of > 1 && <span className="font-medium text-ink">Package {label.position} · </span>}
        {carrierName(label.carrier)}{" "}
        <span className="tabular font-medium text-ink">{label.trackingNumber}</span>
      </figcaption>
    </figure>
  );
}

export const isPicture = ({ format }: BenchParcel): boolean => format === "GIF" || format === "PNG";
