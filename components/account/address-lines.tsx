import type { PostalAddress } from "@/server/ports/carrier";

type Props = { address: PostalAddress; country: string };

/** An address as it stands on a parcel. */
export function AddressLines({ address, country }: Props) {
  const town = [address.city, address.region, address.postalCode].filter(Boolean).join(" ");
  return (
    <address className="not-italic">
      {[address.name, address.line1, address.line2, town, country].filter(Boolean).map((row, place) => (
        <span key={row} className={`block break-words ${place === 0 ? "font-semibold" : ""}`}>
          {row}
        </span>
      ))}
    </address>
  );
}
