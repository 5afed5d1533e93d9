import type { PostalAddress } from "../../server/ports/carrier";

export type PlaceCode = "EAST" | "WEST";

export type SeedPlace = {
  code: PlaceCode;
  name: string;
  address: PostalAddress;
  latitude: number;
  longitude: number;
  timeZone: string;
  priority: number;
};

/** The demo shop's two fulfilment centres; a carrier accepts both as a ship-from address. */
export const places: readonly SeedPlace[] = [
  {
    code: "EAST",
    name: "Albany",
    address: {
      name: "Holdfast East",
      company: "Holdfast Supply",
      line1: "50 Railroad Avenue",
      city: "Albany",
      region: "NY",
      postalCode: "12205",
      country: "US",
      phone: "5185550142",
    },
    latitude: 42.7,
    longitude: -73.81,
    timeZone: "America/New_York",
    priority: 10,
  },
  {
    code: "WEST",
    name: "Sacramento",
    address: {
      name: "Holdfast West",
      company: "Holdfast Supply",
      line1: "8670 Fruitridge Road",
      city: "Sacramento",
      region: "CA",
      postalCode: "95826",
      country: "US",
      phone: "9165550187",
    },
    latitude: 38.53,
    longitude: -121.38,
    timeZone: "America/Los_Angeles",
    priority: 20,
  },
];
