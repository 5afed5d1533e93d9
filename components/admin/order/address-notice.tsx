import { Callout } from "@/components/ui/callout";
import type { StaffDoubt } from "@/server/domain/carriage/doubt";

const titles: Record<StaffDoubt["verdict"], string> = {
  corrected: "writes this address another way",
  unsure: "is not sure about this address",
  unknown: "does not know this address",
};

/** A carrier doubts where it goes. It stops nothing: whoever packs it or answers the customer should know. */
export function AddressNotice({ doubt, className }: { doubt: StaffDoubt; className?: string | undefined }) {
  const { carrier, verdict, written, suggestion } = doubt;
  return (
    <Callout tone="warning" title={`${carrier} ${titles[verdict]}`} className={className}>
      <p>On the order: {written}</p>
      {suggestion ? (
        <p>
          {carrier} writes: {suggestion}
        </p>
      ) : (
        <p>A street, a house number or a flat may be missing. It can go out all the same.</p>
      )}
    </Callout>
  );
}
