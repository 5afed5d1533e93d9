import { formatMoney, money } from "@/server/kernel/money";

/** A column's value for people: amounts as money, moments without their machine's tail, nothing as "none". */
export function valueWords(column: string, value: unknown, currency: string): string {
  if (value === null || value === undefined || value === "") return "none";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number" && column.endsWith("_amount")) return formatMoney(money(value, currency));
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map((one) => plain(one)).join(", ");
  return plain(value);
}

const plain = (value: unknown): string => {
  if (typeof value === "object") return JSON.stringify(value);
  const text = String(value);
  return /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|\+00:00)$/.test(text)
    ? `${text.slice(0, 16).replace("T", " ")} UTC`
    : text;
};
