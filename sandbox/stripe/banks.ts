/** How a test account behaves; the numbers are those of Stripe's testing page, with routing number 110000000. */
export type BankAccount = { number: string; hint: string } & (
  | { outcome: "pays" | "stays"; code?: never; message?: never }
  | { outcome: "refuses"; code: string; message: string }
);

export const testAccounts: readonly BankAccount[] = [
  { number: "000123456789", hint: "is debited after three days", outcome: "pays" },
  {
    number: "000222222227",
    hint: "has too little money, found out after three days",
    outcome: "refuses",
    code: "insufficient_funds",
    message: "The customer's account has insufficient funds to cover this payment.",
  },
  {
    number: "000111111113",
    hint: "is closed, found out after three days",
    outcome: "refuses",
    code: "account_closed",
    message: "The customer's bank account has been closed.",
  },
  { number: "000000000009", hint: "is never answered", outcome: "stays" },
];

export const routingNumber = "110000000";

/** The behaviour of an account number (digits only); undefined when it isn't a test account. */
export const accountByNumber = (number: string): BankAccount | undefined =>
  testAccounts.find((account) => account.number === number);
