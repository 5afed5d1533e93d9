import { PageHeader } from "@/components/ui/page-header";
import { SkeletonRows } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <>
      <PageHeader title="Purchase orders" />
      <SkeletonRows rows={12} label="Loading purchase orders" />
    </>
  );
}
