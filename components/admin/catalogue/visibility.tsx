import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import type { Visibility } from "@/server/domain/catalogue/product";

type Props = { visibility: Visibility; publishedAt: Date | string | null; timeZone?: string };

/** Whether shoppers see it. */
export function VisibilityStatus({ visibility, publishedAt, timeZone }: Props) {
  if (visibility === "draft") return <Status tone="neutral">Draft</Status>;
  if (visibility === "published") return <Status tone="positive">In the shop</Status>;
  return (
    <Status tone="info">
      From {publishedAt && <Time at={publishedAt} style="datetime" timeZone={timeZone} />}
    </Status>
  );
}
