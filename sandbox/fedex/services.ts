import { crossesCustoms } from "@/server/adapters/fedex/services";
import { addWorkingDays } from "@/server/adapters/fedex/transit";
import { distanceKm, locate } from "@/server/domain/inventory/geography";

export type Spot = { country: string; postalCode: string; residential: boolean };
export type Ends = { from: Spot; to: Spot };

type Service = {
  name: string;
  /** Two digits on labels and in answers. */
  code: string;
  /** FDXG drives, FDXE flies. */
  carrier: "FDXG" | "FDXE";
  /** Working days; null: by distance. */
  days: number | null;
  /** How much dearer than the ground. */
  factor: number;
  /** By the clocks of the destination: offices, homes. */
  by: readonly [string, string];
};

const evening = ["17:00", "20:00"] as const;

export const services: Record<string, Service> = {
  PRIORITY_OVERNIGHT: {
    name: "FedEx Priority Overnight",
    code: "01",
    carrier: "FDXE",
    days: 1,
    factor: 4.3,
    by: ["10:30", "12:00"],
  },
  STANDARD_OVERNIGHT: {
    name: "FedEx Standard Overnight",
    code: "05",
    carrier: "FDXE",
    days: 1,
    factor: 3.7,
    by: evening,
  },
  FEDEX_2_DAY: { name: "FedEx 2Day", code: "03", carrier: "FDXE", days: 2, factor: 2.2, by: evening },
  FEDEX_EXPRESS_SAVER: {
    name: "FedEx Express Saver",
    code: "20",
    carrier: "FDXE",
    days: 3,
    factor: 1.8,
    by: evening,
  },
  FEDEX_GROUND: {
    name: "FedEx Ground",
    code: "92",
    carrier: "FDXG",
    days: null,
    factor: 1,
    by: ["19:00", "20:00"],
  },
  GROUND_HOME_DELIVERY: {
    name: "FedEx Home Delivery",
    code: "90",
    carrier: "FDXG",
    days: null,
    factor: 1,
    by: ["19:00", "20:00"],
  },
  FEDEX_INTERNATIONAL_PRIORITY: {
    name: "FedEx International Priority",
    code: "01",
    carrier: "FDXE",
    days: 3,
    factor: 1.4,
    by: ["18:00", "18:00"],
  },
  INTERNATIONAL_ECONOMY: {
    name: "FedEx International Economy",
    code: "03",
    carrier: "FDXE",
    days: 6,
    factor: 1,
    by: ["18:00", "18:00"],
  },
  FEDEX_REGIONAL_ECONOMY: {
    name: "FedEx Regional Economy",
    code: "25",
    carrier: "FDXE",
    days: 4,
    factor: 0.5,
    by: ["18:00", "18:00"],
  },
  FEDEX_PRIORITY: {
    name: "FedEx Priority",
    code: "28",
    carrier: "FDXE",
    days: 1,
    factor: 2.1,
    by: ["12:00", "12:00"],
  },
  FEDEX_ECONOMY: {
    name: "FedEx Economy",
    code: "29",
    carrier: "FDXE",
    days: 2,
    factor: 1.1,
    by: ["18:00", "18:00"],
  },
};

/** Where nothing goes, whatever the service. */
const notServed = ["AQ", "BY", "CU", "IR", "KP", "RU", "SY"];

/** What FedEx offers between two places, the fastest first. */
export function servicesBetween({ from, to }: Ends): string[] {
  if ([from, to].some(({ country }) => notServed.includes(country))) return [];
  const pair = [from.country, to.country].sort().join();
  if (pair === "US,US")
    return [
      "PRIORITY_OVERNIGHT",
      "STANDARD_OVERNIGHT",
      "FEDEX_2_DAY",
      "FEDEX_EXPRESS_SAVER",
      to.residential ? "GROUND_HOME_DELIVERY" : "FEDEX_GROUND",
    ];
  if (pair === "CA,CA") return ["PRIORITY_OVERNIGHT", "STANDARD_OVERNIGHT", "FEDEX_2_DAY", "FEDEX_GROUND"];
  if (pair === "CA,US") return ["FEDEX_INTERNATIONAL_PRIORITY", "INTERNATIONAL_ECONOMY", "FEDEX_GROUND"];
  if (from.country === to.country) return ["FEDEX_PRIORITY", "FEDEX_ECONOMY"];
  if (!crossesCustoms(from, to)) return ["FEDEX_INTERNATIONAL_PRIORITY", "FEDEX_REGIONAL_ECONOMY"];
  return ["FEDEX_INTERNATIONAL_PRIORITY", "INTERNATIONAL_ECONOMY"];
}

const american = ({ country }: Spot): boolean => country === "US" || country === "CA";
const milesOfZone = [0, 0, 150, 300, 600, 1_000, 1_400, 1_800];

/** 2 to 8 by distance, as FedEx draws them; outside North America 51 and up. */
export function zoneOf(ends: Ends): number {
  if (!american(ends.from) || !american(ends.to)) return ends.from.country === ends.to.country ? 2 : 51;
  const miles = milesBetween(ends);
  return Math.max(2, milesOfZone.filter((limit) => miles > limit).length);
}

/** A long way where one of the postcodes is not known. */
function milesBetween({ from, to }: Ends): number {
  const [a, b] = [locate(from), locate(to)];
  return a && b ? distanceKm(a, b) / 1.609_344 : 1_500;
}

/** Working days on the road. */
export function transitDays(serviceType: string, ends: Ends): number {
  const fixed = services[serviceType]?.days;
  if (fixed) return fixed;
  const border = ends.from.country === ends.to.country ? 0 : 1;
  return Math.min(5, Math.ceil((zoneOf(ends) - 1) * 0.7)) + border;
}

/** When a parcel that is handed over on `day` has to be there: a day, and a time by the clocks of the destination. */
export function promise(serviceType: string, ends: Ends, day: string): { day: string; time: string } {
  const [office, home] = services[serviceType]?.by ?? evening;
  return {
    day: addWorkingDays(day, transitDays(serviceType, ends)),
    time: ends.to.residential ? home : office,
  };
}
