import { Skeleton, SkeletonText } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <div className="grid gap-5 py-6">
      <Skeleton className="h-7 w-56" />
      <Skeleton className="h-12 w-full max-w-xl" />
      <SkeletonText lines={5} label="Loading the shipment" />
    </div>
  );
}
