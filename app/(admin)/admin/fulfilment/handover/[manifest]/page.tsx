import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ManifestParcels } from "@/components/admin/fulfilment/manifest-parcels";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { manifestPaper } from "@/server/domain/shipment/handover.queries";
import { DomainError } from "@/server/kernel/errors";

type Props = { params: Promise<{ manifest: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Manifest ${decodeURIComponent((await params).manifest)}` };
}

export default async function ManifestPage({ params }: Props) {
  const number = decodeURIComponent((await params).manifest);
  await staffGate("warehouse", `/admin/fulfilment/handover/${encodeURIComponent(number)}`);
  const paper = await manifestPaper(await visitorContext(), number).catch((error: unknown) => {
    if (error instanceof DomainError && error.kind === "not_found") notFound();
    throw error;
  });
  return <ManifestParcels paper={paper} />;
}
