import { PageHeader } from "@/components/ui/page-header";
import { SkeletonRows } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <>
      <PageHeader title="Fulfilment" />
      <SkeletonRows rows={10} label="Loading the queue" />
    </>
  );
}
