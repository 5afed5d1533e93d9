import { and, eq, inArray } from "drizzle-orm";
import { parcel } from "@/db/schema";
import { referenceData } from "@/server/domain/settings/reference-data";
import { inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { log } from "@/server/kernel/log";
import type { WithPorts } from "@/server/ports";
import type { BookedParcel } from "@/server/ports/carrier";
import { askRates, nextCollection } from "./ask-rates";
import { carrierOf } from "./carrier";
import { giveBackLabel } from "./give-back-label";
import { failLabel, keepLabel, labelledWhenComplete, loseLabel, noteFound } from "./label.store";
import type { LabelOptions } from "./packing.schema";
import { type Choice, chooseOffer, type Wanted } from "./rate-shopping";
import { lockShipment, type ParcelRow } from "./shipment.store";
import { voidLabels } from "./void-labels";
import { type Intent, type WantedLabels, wantLabels } from "./want-labels";

/** The first package's number, and all of them. */
export type Labels = { trackingNumber: string; trackingNumbers: string[] };

/**
 * Buys a label for each package of a packed shipment. The parcels' rows are the intent, written before a carrier is asked, so
 * that the button pressed twenty times buys one each. A label whose answer is lost is looked for and given back by itself; the
 * next press buys another one.
 */
export async function buyLabel(ctx: WithPorts, name: string, options: LabelOptions = {}): Promise<Labels> {
  const { settings } = await referenceData(ctx.db);
  const wanted = await wantLabels(ctx, name, options, settings.originCountry);
  const choice = wanted.intents.length > 0 ? await shop(ctx, wanted, options.offer) : null;
  const format = settings.zplLabels ? "zpl" : "image";
  const results = await Promise.allSettled(
    choice ? wanted.intents.map((intent) => buyOne(ctx, wanted, intent, choice, format)) : [],
  );
  const failed = results.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
  // Cancelled while the carrier was printing, so the policy that voids labels found none: these go back now.
  if (results.some((one) => one.status === "fulfilled" && one.value.cancelled)) {
    await voidLabels(ctx, wanted.order.id);
    throw new DomainError(
      "invalid_transition",
      `Shipment ${wanted.shipment.number} was cancelled in the meantime; its label was given back.`,
    );
  }
  if (failed.length > 0) throw failed.find((error) => error instanceof DomainError) ?? failed[0];
  const bought = results.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  return numbersOf([...wanted.bought, ...bought]);
}

/** Asks the carriers, chooses, and writes the choice beside each intent before anything is bought. */
async function shop(
  ctx: WithPorts,
  { order, intents, bought, place }: WantedLabels,
  offer: LabelOptions["offer"],
): Promise<Choice> {
  const asked = await askRates(ctx, intents, nextCollection(ctx.now, place));
  const choice = chooseOffer(
    asked,
    { ...order, level: order.service, chosen: chosenFor(offer, bought) },
    order.currency,
  );
  const { reason, silent, offers } = choice;
  const ids = intents.map(({ parcelId }) => parcelId);
  await inTransaction(ctx, (tx) =>
    tx.db
      .update(parcel)
      .set({
        carrier: choice.carrier,
        serviceCode: choice.serviceCode ?? null,
        serviceName: choice.serviceName ?? null,
        shopping: { reason, silent, offers },
      })
      .where(and(inArray(parcel.id, ids), eq(parcel.labelStatus, "requested"))),
  );
  return choice;
}

/** What somebody chose by hand; else packages of one shipment travel together. */
function chosenFor(offer: LabelOptions["offer"], bought: readonly ParcelRow[]): Wanted["chosen"] {
  if (offer) return { ...offer, why: "Chosen by hand." };
  const [other] = bought;
  return other?.serviceCode
    ? {
        carrier: other.carrier,
        serviceCode: other.serviceCode,
        why: "As the other packages of this shipment.",
      }
    : undefined;
}

type Bought = { position: number; trackingNumber: string; cancelled: boolean };

async function buyOne(
  ctx: WithPorts,
  { order, shipment, packageCount }: WantedLabels,
  { parcelId, position, ...consignment }: Intent,
  choice: Choice,
  labelFormat: "image" | "zpl",
): Promise<Bought> {
  const carrier = carrierOf(ctx, choice.carrier);
  let booked: BookedParcel;
  try {
    booked = await carrier.book({
      ...consignment,
      labelId: parcelId,
      reference: packageCount > 1 ? `${shipment.number}/${position}` : shipment.number,
      service: order.service,
      serviceCode: choice.serviceCode,
      labelFormat,
    });
  } catch (error) {
    // Only a refusal is certain. Without an answer the carrier may have made a label.
    if (error instanceof DomainError && error.kind !== "provider_unavailable") {
      await failLabel(ctx, parcelId, error.message);
      throw error;
    }
    if (!(error instanceof DomainError)) log.error({ parcel: parcelId, err: error }, "label lost");
    await inTransaction(ctx, async (tx) =>
      loseLabel(tx, await lockShipment(tx, shipment.id), parcelId, carrier.name),
    );
    throw unanswered(carrier.name, error);
  }
  const { trackingNumber } = booked;
  const outcome = await inTransaction(ctx, async (tx) => {
    const about = await lockShipment(tx, shipment.id);
    if (!(await keepLabel(tx, about, parcelId, carrier.name, booked))) {
      await noteFound(tx, parcelId, booked);
      return "late";
    }
    await labelledWhenComplete(tx, about);
    return about.shipment.status === "cancelled" ? "cancelled" : "kept";
  });
  if (outcome === "late") {
    await giveBackLabel(ctx, parcelId);
    throw unanswered(carrier.name, null);
  }
  return { position, trackingNumber, cancelled: outcome === "cancelled" };
}

function numbersOf(labels: readonly Pick<ParcelRow, "position" | "trackingNumber">[]): Labels {
  const trackingNumbers = [...labels]
    .sort((a, b) => a.position - b.position)
    .flatMap(({ trackingNumber }) => trackingNumber ?? []);
  const [trackingNumber] = trackingNumbers;
  if (!trackingNumber) throw new Error("A label without a number was bought.");
  return { trackingNumber, trackingNumbers };
}

const unanswered = (carrier: string, cause: unknown) =>
  new DomainError(
    "provider_unavailable",
    `${carrier} gave no answer in time. If it made a label, that is found and given back by itself. Buy again, or choose another carrier.`,
    { carrier },
    { cause },
  );
