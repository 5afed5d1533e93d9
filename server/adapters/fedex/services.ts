import type { PostalAddress, ServiceLevel } from "@/server/ports/carrier";

type Service = { name: string; level: ServiceLevel };

/** FedEx's services for single parcels, by their names in the Rate and Ship APIs. Freight is none of ours. */
const services: Record<string, Service> = {
  FEDEX_GROUND: { name: "FedEx Ground", level: "standard" },
  GROUND_HOME_DELIVERY: { name: "FedEx Home Delivery", level: "standard" },
  FEDEX_EXPRESS_SAVER: { name: "FedEx Express Saver", level: "standard" },
  FEDEX_2_DAY: { name: "FedEx 2Day", level: "express" },
  FEDEX_2_DAY_AM: { name: "FedEx 2Day A.M.", level: "express" },
  STANDARD_OVERNIGHT: { name: "FedEx Standard Overnight", level: "express" },
  PRIORITY_OVERNIGHT: { name: "FedEx Priority Overnight", level: "express" },
  FIRST_OVERNIGHT: { name: "FedEx First Overnight", level: "express" },
  INTERNATIONAL_ECONOMY: { name: "FedEx International Economy", level: "standard" },
  FEDEX_INTERNATIONAL_CONNECT_PLUS: { name: "FedEx International Connect Plus", level: "standard" },
  FEDEX_INTERNATIONAL_PRIORITY: { name: "FedEx International Priority", level: "express" },
  FEDEX_INTERNATIONAL_PRIORITY_EXPRESS: { name: "FedEx International Priority Express", level: "express" },
  INTERNATIONAL_FIRST: { name: "FedEx International First", level: "express" },
  FEDEX_REGIONAL_ECONOMY: { name: "FedEx Regional Economy", level: "standard" },
  FEDEX_ECONOMY: { name: "FedEx Economy", level: "standard" },
  FEDEX_PRIORITY: { name: "FedEx Priority", level: "express" },
  FEDEX_PRIORITY_EXPRESS: { name: "FedEx Priority Express", level: "express" },
  FEDEX_FIRST: { name: "FedEx First", level: "express" },
};

/** Undefined for what is no parcel service of ours. */
export const serviceOf = (code: string): Service | undefined => services[code];

export const serviceName = (code: string): string => services[code]?.name ?? `FedEx service ${code}`;

type Place = Pick<PostalAddress, "country">;
type Door = Pick<PostalAddress, "country" | "company">;

/** An address without a company's name is taken for a home, which FedEx charges for. */
export const isResidential = ({ company }: Door): boolean => !company;

/** The service for a level where none was chosen by price. */
export function usualService(from: Place, to: Door, level: ServiceLevel): string {
  const express = level === "express";
  if (from.country === to.country) {
    if (from.country === "US" && !express) return isResidential(to) ? "GROUND_HOME_DELIVERY" : "FEDEX_GROUND";
    if (from.country === "US") return "FEDEX_2_DAY";
    if (from.country === "CA") return express ? "STANDARD_OVERNIGHT" : "FEDEX_GROUND";
    return express ? "FEDEX_PRIORITY" : "FEDEX_ECONOMY";
  }
  if (express) return "FEDEX_INTERNATIONAL_PRIORITY";
  if ([from.country, to.country].sort().join() === "CA,US") return "FEDEX_GROUND";
  return crossesCustoms(from, to) ? "INTERNATIONAL_ECONOMY" : "FEDEX_REGIONAL_ECONOMY";
}

const europeanUnion =
  "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split(" ");

/** Whether customs want to read what is inside. For FedEx that is so between Puerto Rico and the states, too. */
export const crossesCustoms = (from: Place, to: Place): boolean =>
  from.country !== to.country && ![from, to].every(({ country }) => europeanUnion.includes(country));
