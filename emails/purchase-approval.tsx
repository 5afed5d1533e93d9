import { formatMoney, type Money } from "@/server/kernel/money";
import { column, describe, paragraphs, section } from "./content";
import { count } from "./format";
import { Action, Facts, Items, P, Small, Subtitle, Title } from "./parts";
import type { Template } from "./template";

/** A purchase order that was written by itself comes to more than may be ordered unasked. */
export type PurchaseApprovalProps = {
  number: string;
  supplier: string;
  /** Name of the stock location. */
  place: string;
  total: Money;
  /** Up to this total nobody is asked. */
  limit: Money;
  lines: readonly { sku: string; title: string; quantity: number }[];
  /** The purchase order in the console. */
  orderUrl: string;
};

/** More lines than this are read in the console. */
const shown = 20;

const story = ({ limit }: PurchaseApprovalProps): string =>
  limit.amount === 0
    ? "Stock is low, and every purchase order waits for a manager."
    : `Stock is low, and it comes to more than the ${formatMoney(limit)} that may be ordered unasked.`;

const facts = ({ number, supplier, place, total }: PurchaseApprovalProps): [string, string][] => [
  ["Purchase order", number],
  ["Supplier", supplier],
  ["Goes to", place],
  ["Total", formatMoney(total)],
];

const items = ({ lines }: PurchaseApprovalProps) =>
  lines.slice(0, shown).map(({ sku, title, quantity }) => ({ title, variant: sku, quantity }));

const rest = ({ lines }: PurchaseApprovalProps): string =>
  lines.length > shown ? `and ${count(lines.length - shown, "more line")}` : "";

export const purchaseApproval: Template<PurchaseApprovalProps> = {
  reader: "manager",
  subject: ({ number, supplier, total }) => `Approve ${number}: ${formatMoney(total)} to ${supplier}`,
  preview: (props) => `${count(props.lines.length, "line")} for ${props.place}. ${story(props)}`,
  html: (props) => (
    <>
      <Title>{props.number} waits for your approval</Title>
      <P>{story(props)} Nothing is ordered until you say so.</P>
      <Facts facts={facts(props)} />
      <Subtitle>What it asks for</Subtitle>
      <Items items={items(props)} />
      {rest(props) && <Small>{rest(props)}</Small>}
      <Action href={props.orderUrl}>Look at {props.number}</Action>
    </>
  ),
  text: (props) =>
    paragraphs(
      `${props.number} waits for your approval. ${story(props)} Nothing is ordered until you say so.`,
      column(facts(props)),
      section("What it asks for", [...items(props).map(describe), rest(props)].filter(Boolean).join("\n")),
      `Look at ${props.number}:\n${props.orderUrl}`,
    ),
};
