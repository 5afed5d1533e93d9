import type { PostalAddress, ServiceLevel } from "@/server/ports/carrier";

type Service = { name: string; level: ServiceLevel };

/** UPS's services for single parcels, by the codes of Rating and Shipping. */
const services: Record<string, Service> = {
  "01": { name: "UPS Next Day Air", level: "express" },
  "02": { name: "UPS 2nd Day Air", level: "express" },
  "03": { name: "UPS Ground", level: "standard" },
  "07": { name: "UPS Worldwide Express", level: "express" },
  "08": { name: "UPS Worldwide Expedited", level: "standard" },
  "11": { name: "UPS Standard", level: "standard" },
  "12": { name: "UPS 3 Day Select", level: "standard" },
  "13": { name: "UPS Next Day Air Saver", level: "express" },
  "14": { name: "UPS Next Day Air Early", level: "express" },
  "54": { name: "UPS Worldwide Express Plus", level: "express" },
  "59": { name: "UPS 2nd Day Air A.M.", level: "express" },
  "65": { name: "UPS Express Saver", level: "express" },
};

/** Undefined for what is no parcel service of ours: freight, access points, mail. */
export const serviceOf = (code: string): Service | undefined => services[code];

export const serviceName = (code: string): string => services[code]?.name ?? `UPS service ${code}`;

/** The service for a level where none was chosen by price. */
export function usualService(from: PostalAddress, to: PostalAddress, level: ServiceLevel): string {
  const express = level === "express";
  if (inUnitedStates(from) && inUnitedStates(to)) return express ? "02" : "03";
  const near = from.country === to.country || !crossesCustoms(from, to);
  const overland = near || [from.country, to.country].sort().join() === "CA,US";
  if (express) return near ? "65" : "07";
  return overland ? "11" : "08";
}

const europeanUnion =
  "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split(" ");

type Place = Pick<PostalAddress, "country">;

/** With Puerto Rico: UPS measures, numbers and drives there as at home. */
export const inUnitedStates = ({ country }: Place): boolean => country === "US" || country === "PR";

/** Whether customs want to read what is inside. The European Union is one customs area, as is Puerto Rico's with the states. */
export function crossesCustoms(from: Place, to: Place): boolean {
  if (from.country === to.country || (inUnitedStates(from) && inUnitedStates(to))) return false;
  return ![from, to].every(({ country }) => europeanUnion.includes(country));
}
