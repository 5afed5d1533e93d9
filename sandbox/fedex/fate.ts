import type { TroubleName } from "./steps";

const fates: Record<number, TroubleName> = {
  3: "weather",
  7: "late",
  12: "missed",
  16: "missed",
  21: "weather",
  25: "address",
  30: "late",
  33: "missed",
  39: "refused",
};

/** What a parcel meets on its way. Of forty in a row thirty-one travel well; the same number always meets the same fate. */
export const fateOf = (trackingNumber: string): TroubleName | undefined =>
  fates[Number(trackingNumber.slice(0, 11)) % 40];
