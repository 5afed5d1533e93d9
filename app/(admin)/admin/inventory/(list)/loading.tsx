import { PageHeader } from "@/components/ui/page-header";
import { SkeletonRows } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <>
      <PageHeader title="Inventory" />
      <SkeletonRows rows={12} label="Loading stock" />
    </>
  );
}
