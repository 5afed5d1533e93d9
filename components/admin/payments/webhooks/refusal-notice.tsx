import { Callout } from "@/components/ui/callout";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Refusal } from "@/server/domain/webhook/refusal";
import { vendorNames } from "@/server/domain/webhook/webhook";
import { refusalWords } from "./verdict-mark";

/** Deliveries that were not taken in: usually a secret that was changed at one end only. */
export function RefusalNotice({ refusals, timeZone }: { refusals: readonly Refusal[]; timeZone: string }) {
  if (refusals.length === 0) return null;
  return (
    <Callout
      tone={refusals.some(({ kind }) => kind === "signature") ? "critical" : "warning"}
      title="Deliveries were refused in the last week"
      className="mt-1 mb-3"
    >
      <ul className="grid gap-1">
        {refusals.map(({ vendor, kind, count, lastAt }) => (
          <li key={`${vendor} ${kind}`}>
            <span className="font-medium">{vendorNames[vendor]}</span>: {refusalWords[kind]}.{" "}
            {count === 1 ? "Once" : `${count.toLocaleString("en-US")} times`}, last{" "}
            <RelativeTime at={lastAt} timeZone={timeZone} />.
          </li>
        ))}
      </ul>
      <p className="mt-1">
        Strangers can cause this too. If you miss notifications of a vendor, compare its webhook secret with
        the one in this shop’s environment.
      </p>
    </Callout>
  );
}
