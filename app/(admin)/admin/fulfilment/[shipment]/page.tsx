import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PackingBench } from "@/components/admin/fulfilment/packing-bench";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { shipmentBench } from "@/server/domain/shipment/shipment.queries";
import { DomainError } from "@/server/kernel/errors";

type Props = { params: Promise<{ shipment: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).shipment) };
}

export default async function ShipmentPage({ params }: Props) {
  const number = decodeURIComponent((await params).shipment);
  const user = await staffGate("warehouse", `/admin/fulfilment/${number}`);
  const bench = await shipmentBench(await visitorContext(), number).catch((error: unknown) => {
    if (error instanceof DomainError && error.kind === "not_found") notFound();
    throw error;
  });
  return <PackingBench initial={bench} me={user.id} />;
}
