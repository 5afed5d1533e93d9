/** What became of one of many. `already`: somebody shipped it before. */
export type HandedOver = {
  shipment: string;
  ok: boolean;
  packages: number;
  already: boolean;
  message: string;
};

/** A label's barcode may say more than the number: FedEx's 34 digits end with it. */
export function numbersIn(code: string): string[] {
  const plain = code.replaceAll(/\s/g, "").toUpperCase();
  if (!/^\d{20,}$/.test(plain)) return [plain];
  return [plain, plain.slice(-12), plain.slice(-15)];
}
