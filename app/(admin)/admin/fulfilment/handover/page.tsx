import type { Metadata } from "next";
import { HandoverView } from "@/components/admin/fulfilment/handover-view";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { hasRole } from "@/server/auth/roles";
import { handoverBoard } from "@/server/domain/shipment/handover.queries";
import { boardSchema } from "@/server/domain/shipment/handover.schema";
import { activePlaces } from "@/server/domain/shipment/shipment.queries";

export const metadata: Metadata = { title: "Hand-over" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function HandoverPage({ searchParams }: Props) {
  const { role } = await staffGate("warehouse", "/admin/fulfilment/handover");
  const parsed = boardSchema.safeParse({ location: (await searchParams).place });
  const ctx = await visitorContext();
  const places = await activePlaces(ctx);
  // A place that there is not shows all of them.
  const place = places.find(({ code }) => code === parsed.data?.location)?.code;
  const initial = await handoverBoard(ctx, place);
  const manager = hasRole(role, "manager");
  return <HandoverView initial={initial} place={place} places={places} manager={manager} />;
}
