import { and, asc, eq, inArray, ne } from "drizzle-orm";
import {
  location,
  lot,
  orderLine,
  orders,
  packageLine,
  parcel,
  shipment,
  shipmentLine,
  shipmentPackage,
  stockLevel,
  variant,
  wave,
} from "@/db/schema";
import { readSettings } from "@/server/domain/settings/settings";
import type { Reader } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { type Money, money } from "@/server/kernel/money";
import type { ParcelContent, PostalAddress } from "@/server/ports/carrier";

/** More papers at once keep the server busy for minutes, and a printer for longer. */
const most = 100;

export type PaperHead = {
  number: string;
  orderNumber: string;
  shippingTitle: string;
  customer: string;
  to: PostalAddress;
  from: PostalAddress;
  place: string;
  placeName: string;
  timeZone: string;
  shipBy: Date;
  orderedAt: Date;
  currency: string;
  /** The tote on the trolley; null when it is not on a walk. */
  slot: number | null;
};

export type PaperLine = {
  shipment: string;
  orderLineId: string;
  stockLevelId: number;
  sku: string;
  title: string;
  barcode: string | null;
  bin: string | null;
  lot: string | null;
  expiresAt: Date | null;
  quantity: number;
};

/** What is printed about a box; null where the shipment is not packed yet. */
export type PaperPackage = {
  shipment: string;
  position: number;
  weightGrams: number;
  trackingNumber: string | null;
  carrier: string | null;
  lines: { orderLineId: string; stockLevelId: number; quantity: number }[];
};

export type ShipmentPapers = {
  shop: string;
  shipments: PaperHead[];
  lines: PaperLine[];
  packages: PaperPackage[];
};

/** Everything that pick lists and packing slips say about some shipments, in the order asked for. */
export async function shipmentPapers(reader: Reader, numbers: readonly string[]): Promise<ShipmentPapers> {
  const { db } = reader;
  const asked = [...new Set(numbers)];
  if (asked.length > most)
    throw new DomainError(
      "invalid_input",
      `${asked.length} papers are too many at once; ${most} is the most.`,
    );
  const [heads, lines, boxes, settings] = await Promise.all([
    db
      .select({ shipment, order: orders, place: location })
      .from(shipment)
      .innerJoin(orders, eq(orders.id, shipment.orderId))
      .innerJoin(location, eq(location.id, shipment.locationId))
      .where(and(inArray(shipment.number, asked), ne(shipment.status, "cancelled"))),
    linesOf(reader, asked),
    packagesOf(reader, asked),
    readSettings(reader),
  ]);
  const found = asked.flatMap((number) => heads.find((head) => head.shipment.number === number) ?? []);
  if (found.length === 0)
    throw new DomainError("not_found", "None of these shipments is there, or all of them are cancelled.", {
      shipments: asked,
    });
  return {
    shop: settings.shopName,
    shipments: found.map(({ shipment: row, order, place }) => ({
      number: row.number,
      orderNumber: order.number,
      shippingTitle: order.shippingTitle,
      customer: order.customerName,
      to: order.shippingAddress,
      from: place.address,
      place: place.code,
      placeName: place.name,
      timeZone: place.timeZone,
      shipBy: row.shipBy,
      orderedAt: order.createdAt,
      currency: order.currency,
      slot: row.slot,
    })),
    lines,
    packages: boxes,
  };
}

/** The shipments of a walk, in the order of their totes. */
export async function shipmentsOfWave({ db }: Reader, number: string): Promise<string[]> {
  const rows = await db
    .select({ number: shipment.number })
    .from(shipment)
    .innerJoin(wave, eq(wave.id, shipment.waveId))
    .where(and(eq(wave.number, number), ne(shipment.status, "cancelled")))
    .orderBy(asc(shipment.slot));
  if (rows.length === 0)
    throw new DomainError("not_found", `There is no walk ${number} with anything on it.`, { wave: number });
  return rows.map((row) => row.number);
}

async function linesOf({ db }: Reader, numbers: string[]): Promise<PaperLine[]> {
  const rows = await db
    .select({
      shipment: shipment.number,
      orderLineId: shipmentLine.orderLineId,
      stockLevelId: shipmentLine.stockLevelId,
      sku: orderLine.sku,
      title: orderLine.title,
      variantTitle: orderLine.variantTitle,
      barcode: variant.barcode,
      bin: stockLevel.bin,
      lot: lot.code,
      expiresAt: lot.expiresAt,
      quantity: shipmentLine.quantity,
    })
    .from(shipmentLine)
    .innerJoin(shipment, eq(shipment.id, shipmentLine.shipmentId))
    .innerJoin(orderLine, eq(orderLine.id, shipmentLine.orderLineId))
    .innerJoin(variant, eq(variant.id, orderLine.variantId))
    .innerJoin(stockLevel, eq(stockLevel.id, shipmentLine.stockLevelId))
    .leftJoin(lot, eq(lot.id, stockLevel.lotId))
    .where(inArray(shipment.number, numbers))
    .orderBy(asc(orderLine.position), asc(shipmentLine.stockLevelId));
  return rows.map(({ variantTitle, ...row }) => ({
    ...row,
    title: variantTitle ? `${row.title}, ${variantTitle}` : row.title,
  }));
}

async function packagesOf({ db }: Reader, numbers: string[]): Promise<PaperPackage[]> {
  const [boxes, lines, labels] = await Promise.all([
    db
      .select({ shipment: shipment.number, box: shipmentPackage })
      .from(shipmentPackage)
      .innerJoin(shipment, eq(shipment.id, shipmentPackage.shipmentId))
      .where(inArray(shipment.number, numbers))
      .orderBy(asc(shipmentPackage.position)),
    db
      .select({ shipment: shipment.number, line: packageLine })
      .from(packageLine)
      .innerJoin(shipment, eq(shipment.id, packageLine.shipmentId))
      .where(inArray(shipment.number, numbers)),
    db
      .select({
        shipment: shipment.number,
        position: parcel.position,
        trackingNumber: parcel.trackingNumber,
        carrier: parcel.carrier,
      })
      .from(parcel)
      .innerJoin(shipment, eq(shipment.id, parcel.shipmentId))
      .where(and(inArray(shipment.number, numbers), eq(parcel.labelStatus, "bought"))),
  ]);
  return boxes.map(({ shipment: number, box }) => {
    const mine = <Row extends { shipment: string }>(row: Row) => row.shipment === number;
    const label = labels.find((row) => mine(row) && row.position === box.position);
    return {
      shipment: number,
      position: box.position,
      weightGrams: box.weightGrams,
      trackingNumber: label?.trackingNumber ?? null,
      carrier: label?.carrier ?? null,
      lines: lines
        .filter((row) => mine(row) && row.line.position === box.position)
        .map(({ line: { orderLineId, stockLevelId, quantity } }) => ({
          orderLineId,
          stockLevelId,
          quantity,
        })),
    };
  });
}

export type PrintedLabel = {
  shipment: string;
  trackingNumber: string;
  format: string;
  base64: string;
};

/** The labels that some shipments travel with, in the order asked for. */
export async function labelsOf({ db }: Reader, numbers: readonly string[]): Promise<PrintedLabel[]> {
  const asked = [...new Set(numbers)].slice(0, most);
  const rows = await db
    .select({
      shipment: shipment.number,
      trackingNumber: parcel.trackingNumber,
      format: parcel.labelFormat,
      base64: parcel.labelBase64,
    })
    .from(parcel)
    .innerJoin(shipment, eq(shipment.id, parcel.shipmentId))
    .where(and(inArray(shipment.number, asked), eq(parcel.labelStatus, "bought")))
    .orderBy(asc(parcel.position));
  return asked.flatMap((number) =>
    rows.flatMap(({ trackingNumber, format, base64, ...row }) =>
      row.shipment === number && trackingNumber && format && base64
        ? [{ ...row, trackingNumber, format, base64 }]
        : [],
    ),
  );
}

/** The invoice that customs want to see with a parcel. */
export type CustomsPaper = {
  shop: string;
  seller: string;
  sellerTaxId: string;
  number: string;
  orderNumber: string;
  day: Date;
  timeZone: string;
  from: PostalAddress;
  to: PostalAddress;
  trackingNumbers: string[];
  packages: number;
  weightGrams: number;
  contents: ParcelContent[];
  carriage: Money;
};

/** What customs read about shipments that leave the country; those that don't are left out. */
export async function customsPapers(reader: Reader, numbers: readonly string[]): Promise<CustomsPaper[]> {
  const { db } = reader;
  const [papers, settings] = await Promise.all([shipmentPapers(reader, numbers), readSettings(reader)]);
  const abroad = papers.shipments.filter((head) => head.to.country !== head.from.country);
  if (abroad.length === 0) return [];
  const rows = await db
    .select({
      shipment: shipment.number,
      line: orderLine,
      goods: variant,
      quantity: shipmentLine.quantity,
      shippingAmount: orders.shippingAmount,
      pricesIncludeTax: orders.pricesIncludeTax,
      shippingTaxAmount: orders.shippingTaxAmount,
    })
    .from(shipmentLine)
    .innerJoin(shipment, eq(shipment.id, shipmentLine.shipmentId))
    .innerJoin(orderLine, eq(orderLine.id, shipmentLine.orderLineId))
    .innerJoin(orders, eq(orders.id, orderLine.orderId))
    .innerJoin(variant, eq(variant.id, orderLine.variantId))
    .where(
      inArray(
        shipment.number,
        abroad.map((head) => head.number),
      ),
    )
    .orderBy(asc(orderLine.position));
  return abroad.map((head) => {
    const mine = rows.filter((row) => row.shipment === head.number);
    const boxes = papers.packages.filter((box) => box.shipment === head.number);
    const first = mine[0];
    const carriage = first
      ? first.shippingAmount - (first.pricesIncludeTax ? first.shippingTaxAmount : 0)
      : 0;
    return {
      shop: settings.shopName,
      seller: settings.sellerAddress,
      sellerTaxId: settings.sellerTaxId,
      number: head.number,
      orderNumber: head.orderNumber,
      day: reader.now,
      timeZone: head.timeZone,
      from: head.from,
      to: head.to,
      trackingNumbers: boxes.flatMap((box) => box.trackingNumber ?? []),
      packages: Math.max(1, boxes.length),
      weightGrams:
        boxes.reduce((grams, box) => grams + box.weightGrams, 0) ||
        mine.reduce((grams, row) => grams + row.quantity * row.line.weightGrams, 0),
      contents: mine.map(({ line, goods, quantity, pricesIncludeTax }) => ({
        description: line.variantTitle ? `${line.title}, ${line.variantTitle}` : line.title,
        quantity,
        unitValue: money(netUnit(line, pricesIncludeTax), head.currency),
        weightGrams: line.weightGrams,
        hsCode: goods.hsCode,
        originCountry: goods.originCountry ?? settings.originCountry,
      })),
      // Of an order in several parcels, the first one carries it.
      carriage: money(head.number.endsWith("-1") ? carriage : 0, head.currency),
    };
  });
}

/** What the customer paid for one, without tax and after discount, to the nearest minor unit. */
const netUnit = (
  line: { unitAmount: number; quantity: number; discountAmount: number; taxAmount: number },
  pricesIncludeTax: boolean,
): number =>
  Math.round(
    (line.unitAmount * line.quantity - line.discountAmount - (pricesIncludeTax ? line.taxAmount : 0)) /
      line.quantity,
  );
