import type { Metadata } from "next";
import { NewCountForm } from "@/components/admin/stock-count/new-count-form";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { PageHeader } from "@/components/ui/page-header";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { activePlaces } from "@/server/domain/shipment/shipment.queries";
import { countCategories } from "@/server/domain/stock-count/count.queries";
import { makeCount } from "./actions";

export const metadata: Metadata = { title: "New count" };

export default async function NewCountPage() {
  await staffGate("warehouse", "/admin/inventory/counts/new");
  const ctx = await visitorContext();
  const [places, categories] = await Promise.all([activePlaces(ctx), countCategories(ctx)]);
  return (
    <>
      <PageHeader
        trail={
          <Breadcrumb
            trail={[
              { label: "Inventory", href: "/admin/inventory" },
              { label: "Counts", href: "/admin/inventory/counts" },
              { label: "New count" },
            ]}
          />
        }
        title="New count"
        summary="A list of shelves of one place. Whoever counts them doesn't see what the books say."
      />
      <NewCountForm action={makeCount} places={places} categories={categories} />
    </>
  );
}
