import type { CatalogueImportStatus, ImportFault, TaxCategory } from "@/db/schema";
import { DomainError } from "@/server/kernel/errors";

/** What a file says of one variant. What is absent, the file has no column for: it then stays as it is. */
export type FileVariant = {
  line: number;
  sku: string;
  /** The file names no SKU: the one above was made from the handle and the options. */
  skuMade?: boolean;
  /** In order; empty for a product with one variant. */
  options: [name: string, value: string][];
  /** Minor units of the shop's currency. */
  price: number;
  compareAt?: number | null;
  grams?: number;
  barcode?: string | null;
  quantity?: number;
  picture?: string | null;
};

export type FilePicture = { url: string; alt?: string };

/** What a file says of one product. */
export type FileProduct = {
  title: string;
  /** Markdown. */
  body?: string;
  /** Of the HTML in the file: what an export of ours wrote is known again by it. */
  bodyHash?: string;
  summary?: string;
  vendor?: string;
  /** A category's name. */
  category?: string;
  tags?: string[];
  published?: boolean;
  taxCategory?: TaxCategory;
  variants: FileVariant[];
  pictures: FilePicture[];
};

export type ReadProduct = { product: FileProduct | null; faults: ImportFault[] };

/** An import's life. An import that found the catalogue changed goes back to be looked at again. */
const moves: Record<CatalogueImportStatus, readonly CatalogueImportStatus[]> = {
  reading: ["ready", "failed", "discarded"],
  ready: ["importing", "discarded"],
  importing: ["done", "ready"],
  done: [],
  failed: ["discarded"],
  discarded: [],
};

export const canMove = (from: CatalogueImportStatus, to: CatalogueImportStatus): boolean =>
  moves[from].includes(to);

const refusals: Record<CatalogueImportStatus, string> = {
  reading: "The file is still being read. Look again in a moment.",
  ready: "The import waits for your decision.",
  importing: "The import is under way.",
  done: "The import is done.",
  failed: "The file could not be read. Mend it and upload it again.",
  discarded: "The import was discarded. Upload the file again.",
};

/** Throws what is in the way of the move, for the person who asked for it. */
export function assertMove(from: CatalogueImportStatus, to: CatalogueImportStatus): void {
  if (!canMove(from, to)) throw new DomainError("invalid_transition", refusals[from], { from, to });
}

/** What the person ticked must fit what was found. */
export function assertConfirmable(found: { products: number; wrong: number }, leaveOut: boolean): void {
  if (found.wrong > 0 && !leaveOut)
    throw new DomainError(
      "invalid_input",
      `${found.wrong === 1 ? "1 product has" : `${found.wrong} products have`} errors. Mend the file and upload it again, or tick that they are to be left out.`,
      { field: "leaveOut" },
    );
  if (found.products - found.wrong < 1)
    throw new DomainError("invalid_input", "There is nothing to import: no product is without errors.", {
      field: "leaveOut",
    });
}
