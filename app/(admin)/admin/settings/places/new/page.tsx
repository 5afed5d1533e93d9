import type { Metadata } from "next";
import { PlaceForm } from "@/components/admin/routing/place-form";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { PageHeader } from "@/components/ui/page-header";
import { staffGate } from "@/server/auth/gates";
import { saveNewPlace } from "../actions";
import { newPlace, senderCountries } from "../place-fields";

export const metadata: Metadata = { title: "Add a place" };

export default async function NewPlacePage() {
  await staffGate("admin", "/admin/settings/places/new");
  return (
    <>
      <PageHeader
        trail={
          <Breadcrumb
            trail={[{ label: "Places", href: "/admin/settings/places" }, { label: "Add a place" }]}
          />
        }
        title="Add a place"
        summary="Orders are sent from it as soon as there is stock on its shelves."
      />
      <div className="max-w-2xl">
        <PlaceForm
          action={saveNewPlace}
          zones={Intl.supportedValuesOf("timeZone")}
          countries={senderCountries}
          defaults={newPlace}
        />
      </div>
    </>
  );
}
