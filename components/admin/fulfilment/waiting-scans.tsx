import { Callout } from "@/components/ui/callout";
import { Link } from "@/components/ui/link";
import type { QueueState } from "./scan-queue";

/** What has not reached the server yet. The picker can go on meanwhile. */
export function WaitingScans({ sending: { waiting, stuck } }: { sending: QueueState }) {
  if (waiting.length === 0 || !stuck) return null;
  const scans = `${waiting.length} ${waiting.length === 1 ? "scan" : "scans"}`;
  const wait = waiting.length === 1 ? "waits" : "wait";
  if (stuck === "signed out")
    return (
      <Callout
        tone="critical"
        live="alert"
        title={`${scans} ${wait} for you to sign in`}
        action={<Link href={`/sign-in?from=${encodeURIComponent(location.pathname)}`}>Sign in</Link>}
      >
        Your session has ended. They are kept on this device, and are sent when you are back.
      </Callout>
    );
  return (
    <Callout tone="warning" live="status" title={`${scans} ${wait} for the connection`}>
      Go on picking. They are kept on this device and sent by themselves.
    </Callout>
  );
}
