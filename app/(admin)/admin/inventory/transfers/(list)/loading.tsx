import { PageHeader } from "@/components/ui/page-header";
import { SkeletonRows } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <>
      <PageHeader title="Transfers" />
      <SkeletonRows rows={8} label="Loading transfers" />
    </>
  );
}
