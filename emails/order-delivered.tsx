import { describe, paragraphs, section } from "./content";
import { Action, Items, P, Subtitle, Title } from "./parts";
import type { CustomerProps, EmailItem } from "./props";
import type { Template } from "./template";

export type OrderDeliveredProps = CustomerProps & {
  items: readonly EmailItem[];
  /** When it came and whether that was promised. One sentence a parcel. */
  arrivals: readonly string[];
};

const arrived = ({ orderNumber, arrivals }: OrderDeliveredProps): string =>
  [`order ${orderNumber} has been delivered.`, ...arrivals.map((words) => `${words}.`)].join(" ");

const trouble = "Something missing or broken? Answer this mail and we put it right.";

/** For those who want no requests for a review: they still hear that everything is there. */
export const orderDelivered: Template<OrderDeliveredProps> = {
  reader: "customer",
  subject: ({ orderNumber }) => `Order ${orderNumber} has arrived`,
  preview: () => trouble,
  html: (props) => (
    <>
      <Title>It has arrived</Title>
      <P>
        Hello {props.customerName}, {arrived(props)} {trouble}
      </P>
      <Action href={props.orderUrl}>See your order</Action>
      <Subtitle>What was in it</Subtitle>
      <Items items={props.items} />
    </>
  ),
  text: (props) =>
    paragraphs(
      `Hello ${props.customerName},`,
      `${arrived(props)} ${trouble}`,
      `See your order:\n${props.orderUrl}`,
      section("What was in it", props.items.map(describe).join("\n")),
    ),
};
