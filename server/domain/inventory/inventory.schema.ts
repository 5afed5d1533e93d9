import { z } from "zod";
import { isOneLine } from "@/server/kernel/text";

/** What a person can do to a shelf by hand. */
export const changeKinds = [
  "receive",
  "adjust",
  "count",
  "quarantine",
  "reinstate",
  "dispose",
  "return_to_supplier",
] as const;
export type ChangeKind = (typeof changeKinds)[number];

const atLeastOne: Partial<Record<ChangeKind, string>> = {
  receive: "Receive at least 1.",
  quarantine: "Set aside at least 1.",
  reinstate: "Put back at least 1.",
  dispose: "Dispose of at least 1.",
  return_to_supplier: "Return at least 1.",
};

export const updateInventorySchema = z
  .object({
    sku: z.string().trim().min(1, "Name the SKU.").max(64).refine(isOneLine, "That is no SKU."),
    location: z.string().trim().toUpperCase().min(1, "Choose a place.").max(20),
    kind: z.enum(changeKinds),
    /**
     * receive: units that came in, in whatever state; adjust: the change, may be negative; count: the units found on the
     * shelf; quarantine and reinstate: units set aside or put back on sale; dispose and return_to_supplier: units set
     * aside that leave.
     */
    quantity: z
      .number({ error: "Enter a quantity." })
      .int("Enter a whole number.")
      .min(-1_000_000)
      .max(1_000_000),
    /** receive only: how many of the units came damaged; they are set aside. */
    damaged: z
      .number({ error: "Enter how many are damaged." })
      .int("Enter a whole number.")
      .min(0, "That can't be below 0.")
      .optional(),
    reason: z
      .string({ error: "Say why." })
      .trim()
      .min(1, "Say why.")
      .max(200)
      .refine(isOneLine, "Say it in one line."),
    lot: z.string().trim().min(1).max(60).refine(isOneLine, "That is no lot code.").optional(),
    expiresAt: z.iso
      .datetime({ offset: true })
      .or(z.iso.date())
      .transform((value) => new Date(value))
      .optional(),
  })
  .superRefine((input, check) => {
    const wrong = (message: string, field = "quantity") =>
      check.addIssue({ code: "custom", path: [field], message });
    const tooFew = atLeastOne[input.kind];
    if (tooFew && input.quantity < 1) wrong(tooFew);
    if (input.damaged && input.kind !== "receive") wrong("Only what comes in can come damaged.", "damaged");
    else if (input.damaged && input.damaged > input.quantity)
      wrong("No more can be damaged than came in.", "damaged");
    if (input.kind === "count" && input.quantity < 0) wrong("A count can't be below 0.");
    if (input.kind === "adjust" && input.quantity === 0) wrong("An adjustment of 0 changes nothing.");
    if (input.expiresAt && !input.lot) wrong("Goods that expire need a lot.", "lot");
  });
export type UpdateInventoryInput = z.infer<typeof updateInventorySchema>;

export const undoMovementSchema = z.object({ movement: z.number().int().positive() });

/** Why stock was changed by hand: the first choice per kind is the usual one. */
export const changeReasons = {
  receive: ["Delivery from supplier", "Found in transit", "Opening stock", "Other"],
  adjust: ["Damaged", "Lost", "Found", "Sample or gift", "Data correction", "Other"],
  count: ["Cycle count", "Full count", "Recount after short pick", "Other"],
  quarantine: ["Damaged", "Suspected fault", "Safety stock", "Recalled by supplier", "Other"],
  reinstate: ["Checked and good", "Repaired", "Safety stock released", "Other"],
  dispose: ["Expired", "Damaged", "Recalled by supplier", "Other"],
  return_to_supplier: ["Damaged on arrival", "Expired", "Wrong goods", "Recalled by supplier", "Other"],
} as const satisfies Record<ChangeKind, readonly string[]>;
