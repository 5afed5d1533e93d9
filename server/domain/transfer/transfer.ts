export const transferStatuses = ["sent", "partially_received", "received"] as const;
export type TransferStatus = (typeof transferStatuses)[number];
