import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <div className="grid gap-5 py-6">
      <Skeleton className="h-7 w-56" />
      <SkeletonRows rows={8} label="Loading counts" />
    </div>
  );
}
