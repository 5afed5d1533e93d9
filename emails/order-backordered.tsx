import { describe, paragraphs } from "./content";
import { Action, Items, P, Subtitle, Title } from "./parts";
import type { CustomerProps, EmailItem } from "./props";
import type { Template } from "./template";

export type OrderBackorderedProps = CustomerProps & { items: readonly EmailItem[] };

const story = ({ orderNumber }: OrderBackorderedProps) =>
  `when we packed order ${orderNumber}, less was on the shelf than we thought. We are sorry: a part of it comes later.`;
const next =
  "We send it as soon as it is in again, at no further cost, and write when it leaves. If you would rather not wait, answer this mail: we cancel it and send that money back. The rest of your order is not held up.";

export const orderBackordered: Template<OrderBackorderedProps> = {
  reader: "customer",
  subject: ({ orderNumber }) => `Order ${orderNumber}: a part of it comes later`,
  preview: ({ items }) => items.map(describe).join(", "),
  html: (props) => (
    <>
      <Title>A part of your order comes later</Title>
      <P>
        Hello {props.customerName}, {story(props)}
      </P>
      <Subtitle>What comes later</Subtitle>
      <Items items={props.items} />
      <P>{next}</P>
      <Action href={props.orderUrl}>See your order</Action>
    </>
  ),
  text: (props) =>
    paragraphs(
      `Hello ${props.customerName},`,
      story(props),
      `WHAT COMES LATER\n${props.items.map(describe).join("\n")}`,
      next,
      `See your order:\n${props.orderUrl}`,
    ),
};
