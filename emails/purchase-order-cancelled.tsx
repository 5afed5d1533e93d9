import { paragraphs, section } from "./content";
import { shopName } from "./layout";
import { P, Small, Subtitle, Title } from "./parts";
import type { Template } from "./template";

export type PurchaseOrderCancelledProps = { number: string; supplier: string; note: string };

const story = ({ supplier, number }: PurchaseOrderCancelledProps) =>
  `Hello ${supplier}, please don’t deliver our order ${number}: we have cancelled it.`;
const request = "If something of it has left your house already, please answer this mail before it arrives.";

/** To a supplier who has an order that is no longer wanted. */
export const purchaseOrderCancelled: Template<PurchaseOrderCancelledProps> = {
  reader: "supplier",
  subject: ({ number }) => `Purchase order ${number} from ${shopName} is cancelled`,
  preview: () => "Please don’t deliver it.",
  html: (props) => (
    <>
      <Title>Purchase order {props.number} is cancelled</Title>
      <P>{story(props)}</P>
      {props.note && (
        <>
          <Subtitle>Why</Subtitle>
          <P>{props.note}</P>
        </>
      )}
      <Small>{request}</Small>
    </>
  ),
  text: (props) => paragraphs(story(props), props.note && section("Why", props.note), request),
};
