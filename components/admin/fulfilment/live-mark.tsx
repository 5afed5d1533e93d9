import { Status } from "@/components/ui/status";
import type { Floor } from "./use-floor";

/** Says whether what is shown follows by itself, and does not pretend. */
export function LiveMark({ floor }: { floor: Floor }) {
  return (
    <span role="status">
      {floor.live ? (
        <Status tone="positive" plain className="text-sm">
          Live
        </Status>
      ) : (
        <Status tone="warning" plain className="text-sm">
          Reconnecting
        </Status>
      )}
    </span>
  );
}
