import type { RoutingWeights } from "@/server/domain/inventory/routing";

/** The four criteria in the words of the console. */
export const weightWords: readonly { key: keyof RoutingWeights; label: string; does: string }[] = [
  {
    key: "nearest",
    label: "Nearness",
    does: "All points at the customer's door, half of them 1,000 km away.",
  },
  {
    key: "priority",
    label: "Priority",
    does: "All for the place with the lowest priority number, none for the last.",
  },
  { key: "cutOff", label: "Cut-off", does: "All for a place that still sends today." },
  {
    key: "capacity",
    label: "Room today",
    does: "As many as there is room left. A full place is only taken when another choice needs more parcels.",
  },
];
