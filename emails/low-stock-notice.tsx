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
  /** The automatic purchase order, when there is one. */
  purchaseOrder?: { number: string; url: string; needsApproval: boolean } | undefined;
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

const ordered = (order: NonNullable<LowStockNoticeProps["purchaseOrder"]>) =>
  order.needsApproval ? "waits for your approval." : "takes care of it; nothing is needed from you.";

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
        Stock of {props.sku} at {props.place} has fallen to its reorder point or below.
      </P>
      <Facts facts={facts(props)} />
      <Action href={props.stockUrl}>Open the stock level</Action>
      {props.purchaseOrder && (
        <Small>
          Purchase order <A href={props.purchaseOrder.url}>{props.purchaseOrder.number}</A>{" "}
          {ordered(props.purchaseOrder)}
        </Small>
      )}
    </>
  ),
  text: (props) =>
    paragraphs(
      `${props.title}: ${left(props.available)}. Stock of ${props.sku} at ${props.place} has fallen to its reorder point or below.`,
      column(facts(props)),
      `Open the stock level:\n${props.stockUrl}`,
      props.purchaseOrder &&
        `Purchase order ${props.purchaseOrder.number} ${ordered(props.purchaseOrder)}\n${props.purchaseOrder.url}`,
    ),
};
