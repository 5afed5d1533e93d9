import { createHash } from "node:crypto";
import { asId, type Id } from "@/server/kernel/id";

/** The id of the count that a file makes in a place (UUIDv8): the same file again meets it, and books nothing twice. */
export function countIdOf(print: string, locationId: Id<"location">): Id<"stockCount"> {
  const hex = createHash("sha256").update(`${print} ${locationId}`).digest("hex");
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return asId<"stockCount">(
    [
      hex.slice(0, 8),
      hex.slice(8, 12),
      `8${hex.slice(13, 16)}`,
      variant + hex.slice(17, 20),
      hex.slice(20, 32),
    ].join("-"),
  );
}
