import type { Metadata } from "next";
import { SendForm } from "@/components/admin/transfer/send-form";
import { emptyRow } from "@/components/admin/transfer/send-state";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { PageHeader } from "@/components/ui/page-header";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { activePlaces } from "@/server/domain/shipment/shipment.queries";
import { newId } from "@/server/kernel/id";
import { send } from "./actions";

export const metadata: Metadata = { title: "Send goods" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Sends goods to another place; `?sku=…&from=…` fills in the first line. */
export default async function SendPage({ searchParams }: Props) {
  await staffGate("warehouse", "/admin/inventory/transfers/new");
  const { sku, from } = await searchParams;
  const places = await activePlaces(await visitorContext());
  const source = places.find(({ code }) => code === from) ?? places[0];
  const target = places.find((place) => place !== source);
  return (
    <>
      <PageHeader
        trail={
          <Breadcrumb
            trail={[
              { label: "Inventory", href: "/admin/inventory" },
              { label: "Transfers", href: "/admin/inventory/transfers" },
              { label: "Send goods" },
            ]}
          />
        }
        title="Send goods"
        summary="They leave the shelf now and count at the other place once they are received there."
      />
      <SendForm
        action={send}
        id={newId()}
        places={places}
        initial={{
          from: source?.code ?? "",
          to: target?.code ?? "",
          reason: "Restock",
          details: "",
          rows: typeof sku === "string" && sku !== "" ? [{ ...emptyRow, sku }] : [],
          faults: [],
        }}
      />
    </>
  );
}
