import { inArray } from "drizzle-orm";
import { z } from "zod";
import { setting } from "@/db/schema";
import type { Ctx, Reader } from "@/server/kernel/ctx";

/** What staff may change without a deployment; each with its default. */
export const definitions = {
  paymentTimeoutMinutes: z.number().int().min(1).max(1440).default(30),
  /** How many declines end an order. */
  maxPaymentAttempts: z.number().int().min(1).max(10).default(1),
  currency: z.string().length(3).default("USD"),
  pricesIncludeTax: z.boolean().default(false),
  shopName: z.string().default("Holdfast Goods"),
  timeZone: z.string().default("America/New_York"),
  /** Automatic purchase orders up to this total are sent unasked; minor units. 0: every one waits for a manager. */
  purchaseApprovalLimit: z.number().int().min(0).default(50_000),
  /** How much more than ordered a delivery may bring, in percent of the line. */
  overReceiptPercent: z.number().int().min(0).max(100).default(0),
  /** A counted difference of more units, or of more money by price, waits for a manager. */
  countApprovalUnits: z.number().int().min(0).default(5),
  countApprovalAmount: z.number().int().min(0).default(10_000),
  /** Whether the checkout asks carriers for their prices; the table is used when they are silent. */
  liveRates: z.boolean().default(true),
  /** What is added to a carrier's price, in percent of it. */
  rateMarkupPercent: z.number().int().min(0).max(200).default(0),
  /** How much a place's nearness, priority, cut-off and free capacity count when one is chosen. 0: not at all. */
  routingNearest: z.number().int().min(0).max(10).default(6),
  routingPriority: z.number().int().min(0).max(10).default(1),
  routingCutOff: z.number().int().min(0).max(10).default(2),
  routingCapacity: z.number().int().min(0).max(10).default(2),
  /** Whether pickers scan the shelf before the item. */
  scanBins: z.boolean().default(true),
  /** How many shipments go on one walk. */
  waveSize: z.number().int().min(1).max(40).default(8),
  /** Whether labels are bought in the language of label printers (ZPL) instead of as pictures. */
  zplLabels: z.boolean().default(false),
  /** A parcel without a scan for so many days is looked into. */
  silentAfterDays: z.number().int().min(1).max(30).default(5),
  /** Printed on invoices and customs papers. */
  sellerAddress: z.string().default("Holdfast Supply, 50 Railroad Avenue, Albany, NY 12205, United States"),
  sellerTaxId: z.string().default(""),
  /** Where goods were made whose variant does not say. */
  originCountry: z.string().length(2).default("US"),
  /** Whether members of staff have to give a code from their phone when they sign in. */
  requireSecondFactor: z.boolean().default(true),
  /** How often one network address may do what costs us something; 0 would shut everybody out. */
  limitOrdersPerHour: z.number().int().min(1).max(100_000).default(600),
  limitMailsPerHour: z.number().int().min(1).max(1000).default(20),
  limitCallsPerMinute: z.number().int().min(1).max(100_000).default(600),
  managerEmails: z.array(z.string()).default(["manager@holdfast.test"]),
} as const;

export type Settings = { [Key in keyof typeof definitions]: z.infer<(typeof definitions)[Key]> };

const keys = Object.keys(definitions) as (keyof Settings)[];

/** All settings; a stored value that no longer fits its type falls back to the default. */
export async function readSettings({ db }: Pick<Reader, "db">): Promise<Settings> {
  const rows = await db.select().from(setting).where(inArray(setting.key, keys));
  return settingsFrom(Object.fromEntries(rows.map((row) => [row.key, row.value])));
}

/** Settings from raw stored values. */
export function settingsFrom(stored: Record<string, unknown>): Settings {
  const entries = keys.map((key) => {
    const schema: z.ZodType = definitions[key];
    const parsed = schema.safeParse(stored[key]);
    return [key, parsed.success ? parsed.data : schema.parse(undefined)] as const;
  });
  return Object.fromEntries(entries) as Settings;
}

/** Stores one setting after checking it. */
export async function changeSetting<Key extends keyof Settings>(
  ctx: Ctx,
  key: Key,
  value: Settings[Key],
): Promise<void> {
  const schema: z.ZodType = definitions[key];
  const row = { key, value: schema.parse(value), changedAt: ctx.now };
  await ctx.db.insert(setting).values(row).onConflictDoUpdate({ target: setting.key, set: row });
}
