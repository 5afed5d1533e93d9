import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { workingDaysText, zoneText } from "@/components/admin/routing/place-words";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { ButtonLink } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { Status } from "@/components/ui/status";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { hasRole } from "@/server/auth/roles";
import { placeList } from "@/server/domain/place/place.queries";

export const metadata: Metadata = { title: "Places" };

export default async function PlacesPage() {
  const user = await staffGate("manager", "/admin/settings/places");
  const admin = hasRole(user.role, "admin");
  const places = await placeList(await visitorContext());
  return (
    <>
      <PageHeader
        {...(admin
          ? {
              trail: (
                <Breadcrumb trail={[{ label: "Settings", href: "/admin/settings" }, { label: "Places" }]} />
              ),
            }
          : {})}
        title="Places"
        summary={
          <>
            Where orders are sent from.{" "}
            <Link href="/admin/fulfilment/routing" look="muted">
              How one is chosen
            </Link>
          </>
        }
        actions={
          admin && (
            <ButtonLink href="/admin/settings/places/new" look="primary" icon={<Plus aria-hidden />}>
              Add a place
            </ButtonLink>
          )
        }
      />
      <Table caption="Places">
        <Thead>
          <Tr>
            <Th>Place</Th>
            <Th>State</Th>
            <Th numeric>Priority</Th>
            <Th>Cut-off and collection</Th>
            <Th>Works</Th>
            <Th numeric>Given today</Th>
            <Th numeric>To send</Th>
          </Tr>
        </Thead>
        <Tbody>
          {places.map((place) => (
            <Tr key={place.code}>
              <Td label="Place">
                <span className="grid text-end sm:py-1.5 sm:text-start">
                  <Link href={`/admin/settings/places/${place.code}`} className="font-medium">
                    {place.name}
                  </Link>
                  <span className="text-muted">
                    {place.code} · {place.address.city}, {place.address.region ?? place.address.country}
                  </span>
                </span>
              </Td>
              <Td label="State">
                <Status tone={place.active ? "positive" : "neutral"}>
                  {place.active ? "Open" : "Closed"}
                </Status>
              </Td>
              <Td label="Priority" numeric>
                {place.priority}
              </Td>
              <Td label="Cut-off and collection" className="tabular">
                <span>
                  Paid by {place.cutOff}, collected {place.collectionAt},{" "}
                  <span className="text-muted">{zoneText(place.timeZone)}</span>
                </span>
              </Td>
              <Td label="Works">{workingDaysText(place.workingDays)}</Td>
              <Td label="Given today" numeric>
                {place.dailyCapacity === null
                  ? place.assignedToday
                  : `${place.assignedToday} of ${place.dailyCapacity}`}
              </Td>
              <Td label="To send" numeric>
                {place.openShipments}
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </>
  );
}
