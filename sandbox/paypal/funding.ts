/** What stands behind a test account, and what becomes of money from it. */
export const fundings = [
  { id: "balance", label: "PayPal balance", hint: "pays at once", outcome: "pays" },
  {
    id: "card_declined",
    label: "Visa ending in 0002",
    hint: "is declined",
    outcome: "refused",
    issue: "INSTRUMENT_DECLINED",
    description:
      "The instrument presented  was either declined by the processor or bank, or it can't be used for this payment.",
  },
  {
    id: "account_restricted",
    label: "Restricted account",
    hint: "can’t pay",
    outcome: "refused",
    issue: "PAYER_CANNOT_PAY",
    description:
      "Payer cannot pay for this transaction. Please contact the payer to find other ways to pay for this transaction.",
  },
  {
    id: "transaction_refused",
    label: "Mastercard ending in 0069",
    hint: "is refused by PayPal",
    outcome: "refused",
    issue: "TRANSACTION_REFUSED",
    description: "The request was refused.",
  },
  {
    id: "echeck",
    label: "Bank account ending in 6789",
    hint: "takes 4 days, then pays",
    outcome: "pending",
    settles: "COMPLETED",
  },
  {
    id: "echeck_denied",
    label: "Bank account ending in 1116",
    hint: "takes 4 days, then bounces",
    outcome: "pending",
    settles: "DECLINED",
  },
  {
    id: "refunds_pending",
    label: "Visa ending in 7726",
    hint: "pays; a refund takes a while",
    outcome: "pays",
    refunds: "COMPLETED",
  },
  {
    id: "refunds_fail",
    label: "Visa ending in 5126",
    hint: "pays; a refund fails later",
    outcome: "pays",
    refunds: "FAILED",
  },
] as const satisfies readonly FundingChoice[];

type FundingChoice = { id: string; label: string; hint: string } & (
  | { outcome: "pays"; refunds?: "COMPLETED" | "FAILED" }
  | { outcome: "refused"; issue: string; description: string }
  | { outcome: "pending"; settles: "COMPLETED" | "DECLINED" }
);

export type Funding = (typeof fundings)[number]["id"];

export const fundingById = (id: string): FundingChoice | undefined => fundings.find((one) => one.id === id);

export const asFunding = (id: string): Funding | undefined => fundings.find((one) => one.id === id)?.id;
