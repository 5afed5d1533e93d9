import { paragraphs } from "./content";
import { Action, P, Small, Title } from "./parts";
import type { CustomerProps } from "./props";
import type { Template } from "./template";

export type ParcelReturnedProps = CustomerProps & {
  carrier: string;
  trackingNumber: string;
  /** On its way to us; with us, with the money going back or not; or gone. */
  stage: "coming_back" | "back" | "back_and_refunded" | "lost_and_refunded";
};

const subjects: Record<ParcelReturnedProps["stage"], string> = {
  coming_back: "your parcel could not be delivered",
  back: "your parcel is back with us",
  back_and_refunded: "your parcel is back with us, and your money on its way",
  lost_and_refunded: "your parcel got lost, and your money is on its way back",
};

const titles: Record<ParcelReturnedProps["stage"], string> = {
  coming_back: "It could not be delivered",
  back: "Your parcel is back with us",
  back_and_refunded: "Your parcel is back with us",
  lost_and_refunded: "Your parcel got lost",
};

function story({ stage, carrier }: ParcelReturnedProps): string {
  switch (stage) {
    case "coming_back":
      return `${carrier} could not deliver it and brings it back to us. When it is here, we write again, and you get your money back for what is in it.`;
    case "back":
      return `${carrier} could not deliver it and has brought it back. We get in touch about what becomes of it.`;
    case "back_and_refunded":
      return `${carrier} could not deliver it and has brought it back. We are sending your money back the way you paid; another mail says how much.`;
    case "lost_and_refunded":
      return `${carrier} can’t find it any more. We are sorry, and are sending your money back the way you paid; another mail says how much.`;
  }
}

const again = "If something about the address was wrong, or you still want it, answer this mail.";
const about = ({ carrier, trackingNumber }: ParcelReturnedProps) =>
  `${carrier}, tracking number ${trackingNumber}.`;

export const parcelReturned: Template<ParcelReturnedProps> = {
  reader: "customer",
  subject: ({ orderNumber, stage }) => `Order ${orderNumber}: ${subjects[stage]}`,
  preview: story,
  html: (props) => (
    <>
      <Title>{titles[props.stage]}</Title>
      <P>
        Hello {props.customerName}, this is about a parcel of order {props.orderNumber}. {story(props)}
      </P>
      <P>{again}</P>
      <Action href={props.orderUrl}>See your order</Action>
      <Small>{about(props)}</Small>
    </>
  ),
  text: (props) =>
    paragraphs(
      `Hello ${props.customerName},`,
      `this is about a parcel of order ${props.orderNumber}. ${story(props)}`,
      again,
      `See your order:\n${props.orderUrl}`,
      about(props),
    ),
};
