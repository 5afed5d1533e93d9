import { settingFields } from "@/server/domain/settings/fields";
import { columnWords } from "./columns";

export type Change = {
  table: string;
  key: string;
  kind: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
};
/** What a row is called: "HF-100042", "Oak stool". */
type LabelOf = (change: Change) => string | undefined;

/** What an act was about is told by the first of these that it touched; the rest followed from it. */
const byWeight = [
  "failed_sign_in",
  "export",
  "policy_run",
  "account_link",
  "app_user",
  "refund",
  "dispute",
  "order_hold",
  "shipment_issue",
  "purchase_order",
  "transfer",
  "stock_count",
  "catalogue_import",
  "setting",
  "review",
  "product",
  "variant",
  "category",
  "supplier",
  "supplier_item",
  "reorder_rule",
  "location",
  "manifest",
  "wave",
  "orders",
  "shipment",
  "parcel",
];

const nouns: Record<string, string> = {
  account_link: "the invitation of",
  app_user: "",
  orders: "order",
  order_line: "a line of order",
  order_hold: "a hold on order",
  backorder: "a backorder of order",
  payment: "a payment of order",
  refund: "a refund of order",
  dispute: "a dispute about order",
  reservation: "units held for order",
  shipment: "shipment",
  shipment_line: "a line of shipment",
  shipment_package: "a package of shipment",
  package_line: "a package of shipment",
  parcel: "a parcel of shipment",
  shipment_issue: "a problem of order",
  packaging: "the box",
  stock_level: "the stock of",
  lot: "lot",
  stock_count: "count",
  stock_count_line: "a line of count",
  transfer: "transfer",
  transfer_line: "a line of transfer",
  purchase_order: "purchase order",
  purchase_order_line: "a line of purchase order",
  supplier_item: "what a supplier has of",
  reorder_rule: "the reorder rule of",
  product: "product",
  variant: "variant",
  product_image: "a picture of",
  category: "category",
  catalogue_import: "the import of",
  review: "a review of",
  location: "place",
  setting: "the setting",
  user_session: "a session of",
};

const and = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;

/** What an act was about, after the name of who did it: "changed the price of variant OAK-ST". */
export function actWords(changes: readonly Change[], labelOf: LabelOf): string {
  const weight = ({ table }: Change) => (byWeight.indexOf(table) + 1 || byWeight.length + 1) - 1;
  const lead = [...changes].sort((a, b) => weight(a) - weight(b))[0];
  if (!lead) return "did something";
  const like = changes.filter(({ table, kind }) => table === lead.table && kind === lead.kind).length;
  const more = like > 1 && lead.table !== "app_user" ? ` and ${like - 1} more` : "";
  return `${leadWords(lead, labelOf(lead))}${more}`;
}

function leadWords(change: Change, label = ""): string {
  const { table, kind, after } = change;
  const special = specialWords(change, label);
  if (special) return special;
  const noun = nouns[table] ?? `${table.replaceAll("_", " ")}`;
  const what = [noun, label].filter(Boolean).join(" ");
  if (kind === "insert") return `added ${what}`;
  if (kind === "delete") return `removed ${what}`;
  if (typeof after?.status === "string") return `moved ${what} to ${after.status.replaceAll("_", " ")}`;
  const columns = [...new Set(Object.keys(after ?? {}).map(columnWords))];
  return `changed the ${and(columns.slice(0, 3))}${columns.length > 3 ? " and more" : ""} of ${what}`;
}

/** Acts that have a word of their own. */
function specialWords({ table, kind, key, before, after }: Change, label: string): string | null {
  const field = settingFields[key as keyof typeof settingFields];
  switch (table) {
    case "failed_sign_in":
      return "failed to sign in: the password was wrong";
    case "export":
      return `exported ${key}`;
    case "policy_run":
      return `ran the policy ${key} again`;
    case "setting":
      return `changed the setting ${field?.label ?? key}`;
    case "user_session":
      if (kind === "insert") return "signed in";
      return after?.ended_at ? "ended a session" : null;
    case "account_link":
      if (kind === "insert") return `invited ${label || "somebody"}`;
      if (after?.used_at) return "took up their invitation";
      return after?.revoked_at ? `revoked the invitation of ${label}` : null;
    case "app_user":
      return userWords(kind, before, after, label);
    case "orders":
      return after?.status === "cancelled" ? `cancelled order ${label}` : null;
    case "order_hold":
      if (kind === "insert") return `put order ${label} on hold`;
      return after?.lifted_at ? `lifted a hold from order ${label}` : null;
    case "refund":
      return kind === "insert" ? `refunded order ${label}` : null;
    case "stock_level":
      return kind === "update" && after && "bin" in after
        ? `changed the shelf of ${label}`
        : `moved stock of ${label}`;
    default:
      return null;
  }
}

function userWords(
  kind: string,
  before: Change["before"],
  after: Change["after"],
  label: string,
): string | null {
  if (kind === "insert") return "joined";
  if (!after) return null;
  if ("role" in after) return `made ${label} ${String(after.role)}, before ${String(before?.role)}`;
  if (after.active === false) return `shut out ${label}`;
  if (after.active === true) return `let ${label} in again`;
  if ("password_hash" in after) return `changed the password of ${label}`;
  if ("totp_confirmed_at" in after)
    return after.totp_confirmed_at === null
      ? `took the second factor off ${label}`
      : `set up the second factor of ${label}`;
  if ("recovery_codes" in after) return `used or renewed the recovery codes of ${label}`;
  return "totp_secret" in after ? `began to set up the second factor of ${label}` : null;
}
