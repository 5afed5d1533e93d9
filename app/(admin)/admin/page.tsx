import type { Metadata } from "next";
import { PageHeader } from "@/components/ui/page-header";
import { staffGate } from "@/server/auth/gates";

export const metadata: Metadata = { title: "Today" };

export default async function TodayPage() {
  const user = await staffGate("warehouse", "/admin");
  return <PageHeader title="Today" summary={`Good to see you, ${user.name}.`} />;
}
