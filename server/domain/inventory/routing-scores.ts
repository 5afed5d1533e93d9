import { beforeCutOff, type WorkingTimes } from "../shipment/promise";
import { distanceKm, type GeoPoint } from "./geography";

/** What speaks for a place. */
export const criteria = ["nearest", "priority", "cutOff", "capacity"] as const;
export type Criterion = (typeof criteria)[number];

/** How much each criterion counts: the most points that a place can get for it. 0: not at all. */
export type RoutingWeights = Record<Criterion, number>;

export type RoutingRules = { weights: RoutingWeights; now: Date };

export type Centre = WorkingTimes & {
  code: string;
  name: string;
  priority: number;
  point: GeoPoint;
  /** Shipments that it can send in a day; null: as many as come. */
  dailyCapacity: number | null;
  /** Shipments that were assigned to it since its midnight. */
  assignedToday: number;
};

export type Score = {
  centre: Centre;
  km: number | null;
  points: RoutingWeights;
  total: number;
  sendsToday: boolean;
  /** Its day is full: it is only taken when a choice without it would need more parcels, or there is none. */
  full: boolean;
};

/** The rules as the settings have them. */
export const routingRules = (
  settings: {
    routingNearest: number;
    routingPriority: number;
    routingCutOff: number;
    routingCapacity: number;
  },
  now: Date,
): RoutingRules => ({
  weights: {
    nearest: settings.routingNearest,
    priority: settings.routingPriority,
    cutOff: settings.routingCutOff,
    capacity: settings.routingCapacity,
  },
  now,
});

/** From so many kilometres a place gets half the points for being near. */
export const halfwayKm = 1000;

/**
 * Points of every place, the one to take first at the head: places with room today before full ones, then by points;
 * of equals the nearer, then the one with the lower priority number, then by code, so that there is always one answer.
 *
 * Each criterion is a share of its weight. Nearness depends on the distance alone and not on the other places, so that
 * opening a third one never changes which of two is preferred for it.
 */
export function scorePlaces(
  centres: readonly Centre[],
  destination: GeoPoint | null,
  { weights, now }: RoutingRules,
): Score[] {
  const order = [...new Set(centres.map((centre) => centre.priority))].sort((a, b) => a - b);
  return centres
    .map((centre): Score => {
      const km = destination ? Math.round(distanceKm(centre.point, destination)) : null;
      const sendsToday = sendsTodayFrom(centre, now);
      const { dailyCapacity, assignedToday } = centre;
      const points = {
        nearest: share(weights.nearest, km === null ? 0 : halfwayKm / (halfwayKm + km)),
        // First by hand gets all, last nothing, and a place without a rival all.
        priority: share(weights.priority, 1 - order.indexOf(centre.priority) / Math.max(1, order.length - 1)),
        cutOff: share(weights.cutOff, sendsToday ? 1 : 0),
        capacity: share(
          weights.capacity,
          dailyCapacity === null ? 1 : Math.max(0, 1 - assignedToday / dailyCapacity),
        ),
      };
      const total = hundredths(points.nearest + points.priority + points.cutOff + points.capacity);
      const full = dailyCapacity !== null && assignedToday >= dailyCapacity;
      return { centre, km, points, total, sendsToday, full };
    })
    .sort(
      (a, b) =>
        Number(a.full) - Number(b.full) ||
        b.total - a.total ||
        (a.km ?? 0) - (b.km ?? 0) ||
        a.centre.priority - b.centre.priority ||
        (a.centre.code < b.centre.code ? -1 : 1),
    );
}

const known = new WeakMap<Centre, { minute: number; sendsToday: boolean }>();

/** Reading a clock in another time zone is most of what routing costs, and its answer holds for a minute. */
function sendsTodayFrom(centre: Centre, now: Date): boolean {
  const minute = Math.floor(now.getTime() / 60_000);
  const last = known.get(centre);
  if (last?.minute === minute) return last.sendsToday;
  const sendsToday = beforeCutOff(now, centre);
  known.set(centre, { minute, sendsToday });
  return sendsToday;
}

/** To the hundredth, so that what is stored and shown is what was compared. */
const hundredths = (value: number): number => Math.round(value * 100) / 100;
const share = (weight: number, part: number): number => hundredths(weight * part);
