import type { Metadata } from "next";
import { OrderDraftForm } from "@/components/admin/purchasing/order-draft-form";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { activeSuppliers } from "@/server/domain/purchasing/supplier.queries";
import { activePlaces } from "@/server/domain/shipment/shipment.queries";
import { newId } from "@/server/kernel/id";
import { openDraft } from "../actions";

export const metadata: Metadata = { title: "New purchase order" };

export default async function NewPurchaseOrderPage() {
  await staffGate("manager", "/admin/purchasing/orders/new");
  const ctx = await visitorContext();
  const [suppliers, places] = await Promise.all([activeSuppliers(ctx), activePlaces(ctx)]);
  return (
    <>
      <PageHeader
        trail={
          <Breadcrumb
            trail={[{ label: "Purchase orders", href: "/admin/purchasing/orders" }, { label: "New order" }]}
          />
        }
        title="New purchase order"
        summary="A draft, which nobody sees but us until it is ordered."
      />
      {suppliers.length > 0 ? (
        <OrderDraftForm action={openDraft} id={newId()} suppliers={suppliers} places={places} />
      ) : (
        <EmptyState
          title="No supplier yet"
          action={<ButtonLink href="/admin/purchasing/suppliers">Suppliers</ButtonLink>}
        >
          Add whom to buy from, and what they sell us, first.
        </EmptyState>
      )}
    </>
  );
}
