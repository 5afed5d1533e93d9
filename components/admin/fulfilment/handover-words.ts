export const parcelWords = (parcels: number): string => `${parcels} ${parcels === 1 ? "parcel" : "parcels"}`;

const carriers: Record<string, string> = { ups: "UPS", fedex: "FedEx" };
export const carrierName = (code: string): string => carriers[code] ?? code.toUpperCase();
