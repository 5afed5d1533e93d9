import { column, paragraphs } from "./content";
import { count } from "./format";
import { A, Action, Facts, P, Small, Title } from "./parts";
import type { Template } from "./template";

export type LowStockNoticeProps = {
  sku: string;
  title: string;
  /** Name of the stock location. */
  place: string;
  available: number;
  reorderPoint: number;
  /** Units on open purchase orders for this place. */
  incoming: number;
  /** The level in the console. */
  stockUrl: string;
  /** Whom it is ordered from by itself; null: nobody is set. */
  supplier: string | null;
  /** The newest purchase order that brings some. */
  purchaseOrder: { number: string; url: string; state: "draft" | "needs_approval" | "ordered" } | null;
};

const left = (available: number) => (available === 0 ? "none left" : `${available} left`);

function facts(props: LowStockNoticeProps): [string, string][] {
  return [
    ["SKU", props.sku],
    ["Place", props.place],
    ["Available", count(props.available, "unit")],
    ["Reorder point", count(props.reorderPoint, "unit")],
    ["Incoming", props.incoming === 0 ? "nothing" : count(props.incoming, "unit")],
  ];
}

const stateWords = {
  draft: "has it on a draft, which is ordered by itself once it may be.",
  needs_approval: "waits for your approval.",
  ordered: "takes care of it; nothing is needed from you.",
};

/** True whenever it is read: the purchase order may be written just before or just after this mail. */
const otherwise = ({ supplier }: LowStockNoticeProps): string =>
  supplier
    ? `What is missing is put on a purchase order to ${supplier} by itself. You hear of it again only if it needs your approval.`
    : "No supplier is set for it, so nothing is ordered by itself. Set one in its reorder rule, or order by hand.";

export const lowStockNotice: Template<LowStockNoticeProps> = {
  reader: "manager",
  subject: ({ sku, place, available }) => `Low stock: ${sku} at ${place}, ${left(available)}`,
  preview: (props) => `${props.title}: reorder point ${props.reorderPoint}, incoming ${props.incoming}.`,
  html: (props) => (
    <>
      <Title>
        {props.title}: {left(props.available)}
      </Title>
      <P>
        Stock of {props.sku} at {props.place} has fallen below its reorder point.
      </P>
      <Facts facts={facts(props)} />
      <Action href={props.stockUrl}>Open the stock level</Action>
      {props.purchaseOrder ? (
        <Small>
          Purchase order <A href={props.purchaseOrder.url}>{props.purchaseOrder.number}</A>{" "}
          {stateWords[props.purchaseOrder.state]}
        </Small>
      ) : (
        <Small>{otherwise(props)}</Small>
      )}
    </>
  ),
  text: (props) =>
    paragraphs(
      `${props.title}: ${left(props.available)}. Stock of ${props.sku} at ${props.place} has fallen below its reorder point.`,
      column(facts(props)),
      `Open the stock level:\n${props.stockUrl}`,
      props.purchaseOrder
        ? `Purchase order ${props.purchaseOrder.number} ${stateWords[props.purchaseOrder.state]}\n${props.purchaseOrder.url}`
        : otherwise(props),
    ),
};
