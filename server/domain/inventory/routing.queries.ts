import { asc, eq, inArray, sql } from "drizzle-orm";
import { location, product, variant } from "@/db/schema";
import { type ReferenceData, referenceData } from "@/server/domain/settings/reference-data";
import { beforeCutOff, shipByOf } from "@/server/domain/shipment/promise";
import type { Ctx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { locate } from "./geography";
import { sellableShelves } from "./reroute.store";
import { type RoutingDecision, type RoutingWeights, route, routingRules } from "./routing";
import type { DryRunInput } from "./routing.schema";
import { criteria } from "./routing-scores";

type Reading = Pick<Ctx, "db" | "now">;

export type RoutingPlace = Pick<
  ReferenceData["centres"][number],
  "code" | "name" | "priority" | "timeZone" | "cutOff" | "collectionAt" | "workingDays" | "dailyCapacity"
> & { assignedToday: number; sendsToday: boolean };

export type RoutingPage = {
  weights: RoutingWeights;
  places: RoutingPlace[];
  closed: { code: string; name: string }[];
  timeZone: string;
};

/** The rules as they are, and the places they choose from. */
export async function routingPage({ db, now }: Reading): Promise<RoutingPage> {
  const [{ centres, settings }, closed] = await Promise.all([
    referenceData(db, now),
    db
      .select({ code: location.code, name: location.name })
      .from(location)
      .where(eq(location.active, false))
      .orderBy(asc(location.name)),
  ]);
  return {
    weights: routingRules(settings, now).weights,
    places: centres.map((centre) => ({ ...centre, sendsToday: beforeCutOff(now, centre) })),
    closed,
    timeZone: settings.timeZone,
  };
}

export type DryRun = {
  /** Whether the table of places knows where the address is. */
  located: boolean;
  lines: { sku: string; title: string; quantity: number; places: { code: string; available: number }[] }[];
  outcome:
    | {
        ok: true;
        decision: RoutingDecision;
        parcels: { code: string; name: string; timeZone: string; shipBy: string; lines: Line[] }[];
      }
    | { ok: false; short: { sku: string; requested: number; available: number }[] };
  /** What the saved weights would choose, when others are tried and the answer differs. */
  saved: { places: string[] } | null;
};
type Line = { sku: string; quantity: number };

/** What CreateOrder would choose for an address and a basket, and why. Reads, and writes nothing. */
export async function dryRun({ db, now }: Reading, input: DryRunInput): Promise<DryRun> {
  const { weights, at } = input;
  const { centres, settings } = await referenceData(db, now);
  const units = new Map<string, number>();
  for (const { sku, quantity } of input.lines) units.set(sku, (units.get(sku) ?? 0) + quantity);
  const wanted = [...units].map(([sku, quantity]) => ({ sku, quantity }));
  const [goods, shelves] = await Promise.all([
    db
      .select({
        sku: variant.sku,
        title: sql<string>`concat_ws(', ', ${product.title}, nullif(${variant.title}, ''))`,
      })
      .from(variant)
      .innerJoin(product, eq(product.id, variant.productId))
      .where(inArray(variant.sku, [...units.keys()])),
    sellableShelves({ db, now: at }, [...units.keys()]),
  ]);
  const unknown = wanted.find(({ sku }) => !goods.some((one) => one.sku === sku));
  if (unknown)
    throw new DomainError("not_found", `There is no SKU ${unknown.sku}.`, { field: "sku", sku: unknown.sku });

  const destination = locate(input);
  const routed = route(wanted, shelves, centres, destination, { weights, now: at });
  const asSaved = route(wanted, shelves, centres, destination, routingRules(settings, at));
  const stock = (sku: string, code: string) =>
    shelves
      .filter((shelf) => shelf.sku === sku && shelf.locationCode === code)
      .reduce((sum, shelf) => sum + shelf.available, 0);
  const tried = chosenBy(routed.ok ? routed.decision : null);
  const usual = chosenBy(asSaved.ok ? asSaved.decision : null);
  const usualWeights = routingRules(settings, at).weights;
  return {
    located: destination !== null,
    lines: wanted.map((line) => ({
      ...line,
      title: goods.find((one) => one.sku === line.sku)?.title ?? line.sku,
      places: centres.map(({ code }) => ({ code, available: stock(line.sku, code) })),
    })),
    outcome: routed.ok
      ? {
          ok: true,
          decision: routed.decision,
          parcels: centres.flatMap((centre) => {
            const here = wanted.flatMap(({ sku }) => {
              const quantity = routed.allocations
                .filter((part) => part.locationCode === centre.code && part.sku === sku)
                .reduce((sum, part) => sum + part.quantity, 0);
              return quantity > 0 ? [{ sku, quantity }] : [];
            });
            if (here.length === 0) return [];
            const shipBy = shipByOf(at, "standard", centre).toISOString();
            return [{ code: centre.code, name: centre.name, timeZone: centre.timeZone, shipBy, lines: here }];
          }),
        }
      : { ok: false, short: routed.short },
    saved:
      criteria.some((one) => weights[one] !== usualWeights[one]) && tried.join() !== usual.join()
        ? { places: usual }
        : null,
  };
}

const chosenBy = (decision: RoutingDecision | null): string[] =>
  (decision?.places ?? []).filter((place) => place.chosen).map((place) => place.name);
