import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Panel } from "@/components/admin/panel";
import { PlaceFacts } from "@/components/admin/routing/place-facts";
import { PlaceForm } from "@/components/admin/routing/place-form";
import { PlaceHistory } from "@/components/admin/routing/place-history";
import { PlaceOpen } from "@/components/admin/routing/place-open";
import { RerouteAll } from "@/components/admin/routing/reroute-all";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Callout } from "@/components/ui/callout";
import { PageHeader } from "@/components/ui/page-header";
import { Status } from "@/components/ui/status";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { hasRole } from "@/server/auth/roles";
import { placePage } from "@/server/domain/place/place.queries";
import { DomainError } from "@/server/kernel/errors";
import { rerouteAll, savePlace, setPlaceOpen } from "../actions";
import { placeFields, senderCountries } from "../place-fields";

type Props = {
  params: Promise<{ code: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).code) };
}

const savedWords: Record<string, string> = {
  added: "The place is added. It is open.",
  changed: "Saved. It holds for orders from now on.",
  nothing: "Nothing was changed.",
  closed: "The place is closed. Nothing new is sent from it.",
  opened: "The place is open again.",
};

export default async function PlacePage({ params, searchParams }: Props) {
  const code = decodeURIComponent((await params).code);
  const user = await staffGate("manager", `/admin/settings/places/${code}`);
  const admin = hasRole(user.role, "admin");
  const page = await placePage(await visitorContext(), code).catch((error: unknown) => {
    if (error instanceof DomainError && error.kind === "not_found") notFound();
    throw error;
  });
  const { place, shipments, more, unpaid, changes } = page;
  const saved = savedWords[String((await searchParams).saved ?? "")];
  return (
    <>
      <PageHeader
        trail={
          <Breadcrumb trail={[{ label: "Places", href: "/admin/settings/places" }, { label: place.name }]} />
        }
        title={place.name}
        aside={
          <Status tone={place.active ? "positive" : "neutral"}>{place.active ? "Open" : "Closed"}</Status>
        }
        summary={`${place.code} · ${place.address.city}, ${place.address.region ?? place.address.country}`}
      />
      {saved && (
        <Callout tone="positive" live="status" className="mb-4 max-w-6xl">
          {saved}
        </Callout>
      )}
      <div className="grid max-w-6xl gap-x-12 gap-y-8 pt-2 lg:grid-cols-2">
        <Panel id="about" title="About the place">
          {admin ? (
            <PlaceForm
              action={savePlace.bind(null, place.code)}
              zones={Intl.supportedValuesOf("timeZone")}
              countries={senderCountries}
              place={placeFields(place)}
            />
          ) : (
            <PlaceFacts place={place} />
          )}
        </Panel>
        <div className={`grid min-w-0 content-start gap-8 ${place.active ? "" : "max-lg:order-first"}`}>
          <Panel id="shipments" title="To send from here">
            {unpaid > 0 && (
              <p className="pt-3 text-sm text-muted">
                {unpaid === 1 ? "One order that is" : `${unpaid} orders that are`} not paid yet{" "}
                {unpaid === 1 ? "holds" : "hold"} units here. They come here when they are paid.
              </p>
            )}
            <RerouteAll
              action={rerouteAll.bind(null, place.code)}
              shipments={shipments}
              more={more}
              timeZone={place.timeZone}
              closed={!place.active}
            />
          </Panel>
          {admin && (
            <Panel id="open" title={place.active ? "Close it" : "Open it again"}>
              <PlaceOpen
                action={setPlaceOpen.bind(null, place.code, !place.active)}
                open={place.active}
                name={place.name}
                shipments={shipments.length}
              />
            </Panel>
          )}
          <PlaceHistory changes={changes} timeZone={place.timeZone} />
        </div>
      </div>
    </>
  );
}
