import { Printer } from "lucide-react";
import { actorWords } from "@/components/admin/status-words";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { buttonStyle } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { Status } from "@/components/ui/status";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { ManifestPaper } from "@/server/domain/shipment/handover.queries";
import { carrierName, parcelWords } from "./handover-words";
import { gramsText } from "./weights";

/** Every parcel that one van takes along, or took. */
export function ManifestParcels({ paper }: { paper: ManifestPaper }) {
  return (
    <>
      <PageHeader
        trail={
          <Breadcrumb
            trail={[
              { label: "Fulfilment", href: "/admin/fulfilment" },
              { label: "Hand-over", href: "/admin/fulfilment/handover" },
              { label: paper.number },
            ]}
          />
        }
        title={paper.number}
        aside={
          <Status tone={paper.closedAt ? "positive" : "info"}>{paper.closedAt ? "Closed" : "Open"}</Status>
        }
        actions={
          <a
            href={`/api/documents/manifests/${paper.number}`}
            target="_blank"
            rel="noreferrer"
            className={buttonStyle({ look: "quiet" })}
          >
            <Printer aria-hidden />
            Print
          </a>
        }
        summary={
          <>
            {carrierName(paper.carrier)} from {paper.placeName} · {parcelWords(paper.parcels.length)},{" "}
            {gramsText(paper.grams)} · opened <Time at={paper.openedAt} timeZone={paper.timeZone} />
            {paper.closedAt && (
              <>
                {" "}
                · closed by {actorWords(paper.closedBy ?? "")},{" "}
                <Time at={paper.closedAt} timeZone={paper.timeZone} />
              </>
            )}
          </>
        }
      />
      <Table caption={`Parcels of ${paper.number}`}>
        <Thead>
          <Tr>
            <Th>Shipment</Th>
            <Th>Tracking number</Th>
            <Th>Service</Th>
            <Th>To</Th>
            <Th numeric>Weight</Th>
          </Tr>
        </Thead>
        <Tbody>
          {paper.parcels.map((parcel) => (
            <Tr key={parcel.trackingNumber}>
              <Td label="Shipment">
                <Link href={`/admin/fulfilment/${parcel.shipment}`} className="font-semibold">
                  {parcel.shipment}
                </Link>
              </Td>
              <Td label="Tracking number" className="font-mono text-xs">
                {parcel.trackingNumber}
              </Td>
              <Td label="Service">{parcel.service}</Td>
              <Td label="To">
                {parcel.name}, {parcel.city} {parcel.postalCode}, {parcel.country}
              </Td>
              <Td label="Weight" numeric>
                {gramsText(parcel.weightGrams)}
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </>
  );
}
