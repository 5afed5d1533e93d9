import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { WaveWalk } from "@/components/admin/fulfilment/wave-walk";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { walkView } from "@/server/domain/wave/wave.queries";
import { DomainError } from "@/server/kernel/errors";

type Props = { params: Promise<{ number: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).number) };
}

export default async function WavePage({ params }: Props) {
  const number = decodeURIComponent((await params).number);
  const user = await staffGate("warehouse", `/admin/fulfilment/waves/${number}`);
  const walk = await walkView(await visitorContext(), number).catch((error: unknown) => {
    if (error instanceof DomainError && error.kind === "not_found") notFound();
    throw error;
  });
  return <WaveWalk initial={walk} me={user.id} />;
}
