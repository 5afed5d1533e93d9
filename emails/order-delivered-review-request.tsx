import { describe, paragraphs, section } from "./content";
import { A, Action, Items, P, Small, Subtitle, Title } from "./parts";
import type { CustomerProps, EmailItem } from "./props";
import type { Template } from "./template";

export type OrderDeliveredReviewRequestProps = CustomerProps & {
  items: readonly EmailItem[];
  /** When it came and whether that was promised: "Arrived on Tue 24 Nov, as promised". One sentence a parcel. */
  arrivals: readonly string[];
  /** Signed, so that a guest can write too. */
  reviewUrl: string;
};

const arrived = ({ orderNumber, arrivals }: OrderDeliveredReviewRequestProps): string =>
  [`order ${orderNumber} has been delivered.`, ...arrivals.map((words) => `${words}.`)].join(" ");

const ask = "If you feel like it, tell others how it is. A sentence is plenty, and we ask only this once.";
const trouble = "Something missing or broken? Answer this mail, or start a return from your order’s page:";

export const orderDeliveredReviewRequest: Template<OrderDeliveredReviewRequestProps> = {
  reader: "customer",
  topic: "reviews",
  subject: ({ orderNumber }) => `Order ${orderNumber} has arrived. How is it?`,
  preview: () => "Tell others in a sentence, or us if something is wrong.",
  html: (props) => (
    <>
      <Title>It has arrived</Title>
      <P>
        Hello {props.customerName}, {arrived(props)} {ask}
      </P>
      <Action href={props.reviewUrl}>Write a review</Action>
      <Subtitle>What was in it</Subtitle>
      <Items items={props.items} />
      <Small>
        {trouble} <A href={props.orderUrl}>order {props.orderNumber}</A>.
      </Small>
    </>
  ),
  text: (props) =>
    paragraphs(
      `Hello ${props.customerName},`,
      `${arrived(props)} ${ask}`,
      `Write a review:\n${props.reviewUrl}`,
      section("What was in it", props.items.map(describe).join("\n")),
      `${trouble}\n${props.orderUrl}`,
    ),
};
