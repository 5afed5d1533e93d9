import type { PostalAddress } from "@/server/ports/carrier";
import { addressLines, describe, paragraphs, section } from "./content";
import { count, listed, weekday } from "./format";
import { A, Action, Items, P, Small, Subtitle, Title } from "./parts";
import type { CustomerProps, EmailItem } from "./props";
import type { Template } from "./template";

export type ShippedParcel = {
  carrier: string;
  trackingNumber: string;
  trackingUrl: string;
  /** What is in it; empty where nobody wrote down which box has what. */
  items: readonly EmailItem[];
  expectedAt?: Date | undefined;
};

export type OrderShippedProps = CustomerProps & {
  /** What leaves now; at least one. */
  parcels: readonly ShippedParcel[];
  /** What is still to come in later parcels; empty when this is all. */
  remaining: readonly EmailItem[];
  /** When the rest should leave, if that is known. */
  remainingBy?: Date | undefined;
  address: PostalAddress;
};

const units = (items: readonly EmailItem[]) => items.reduce((sum, item) => sum + item.quantity, 0);

function opening({ parcels, remaining }: OrderShippedProps): string {
  const what = remaining.length > 0 ? "Part of it" : "All of it";
  const carriers = listed([...new Set(parcels.map((parcel) => parcel.carrier))]);
  return `${what} has left in ${count(parcels.length, "parcel")} with ${carriers}.`;
}

function theRest({ remaining, remainingBy, timeZone }: OrderShippedProps): string {
  const one = units(remaining) === 1;
  const when = remainingBy ? ` and should leave by ${weekday(remainingBy, timeZone)}` : "";
  const again = `We write again when ${one ? "it leaves" : "they leave"}.`;
  return `${count(units(remaining), "more item")} ${one ? "follows" : "follow"} separately${when}. ${again}`;
}

const parcelTitle = (parcels: readonly ShippedParcel[], index: number) =>
  parcels.length === 1 ? "Your parcel" : `Parcel ${index + 1} of ${parcels.length}`;

const expected = ({ expectedAt }: ShippedParcel, timeZone: string) =>
  expectedAt && `Expected on ${weekday(expectedAt, timeZone)}.`;

const address = (props: OrderShippedProps) => addressLines(props.address).join(", ");

export const orderShipped: Template<OrderShippedProps> = {
  reader: "customer",
  subject: ({ orderNumber, remaining }) =>
    `${remaining.length > 0 ? "Part of order" : "Order"} ${orderNumber} is on its way`,
  preview: (props) => `${opening(props)} ${props.parcels.map((parcel) => parcel.trackingNumber).join(", ")}`,
  html: (props) => (
    <>
      <Title>On its way</Title>
      <P>
        Hello {props.customerName}, this is about order {props.orderNumber}. {opening(props)}
      </P>
      {props.remaining.length > 0 && <P>{theRest(props)}</P>}
      {props.parcels.map((parcel, index) => (
        <section key={parcel.trackingNumber}>
          <Subtitle>{parcelTitle(props.parcels, index)}</Subtitle>
          {parcel.items.length > 0 && <Items items={parcel.items} />}
          <Small>
            {parcel.carrier}, tracking number <A href={parcel.trackingUrl}>{parcel.trackingNumber}</A>.{" "}
            {expected(parcel, props.timeZone)}
          </Small>
          <Action href={parcel.trackingUrl}>
            {props.parcels.length === 1 ? "Follow your parcel" : `Follow parcel ${index + 1}`}
          </Action>
        </section>
      ))}
      {props.remaining.length > 0 && (
        <>
          <Subtitle>Still to come</Subtitle>
          <Items items={props.remaining} />
        </>
      )}
      <Small>
        Goes to {address(props)}. <A href={props.orderUrl}>See your order</A>
      </Small>
    </>
  ),
  text: (props) =>
    paragraphs(
      `Hello ${props.customerName},`,
      `this is about order ${props.orderNumber}. ${opening(props)}`,
      props.remaining.length > 0 && theRest(props),
      ...props.parcels.map((parcel, index) => parcelText(props, parcel, index)),
      props.remaining.length > 0 && section("Still to come", props.remaining.map(describe).join("\n")),
      `Goes to ${address(props)}.`,
      `See your order:\n${props.orderUrl}`,
    ),
};

function parcelText(props: OrderShippedProps, parcel: ShippedParcel, index: number): string {
  const lines = [
    ...parcel.items.map(describe),
    `${parcel.carrier}, tracking number ${parcel.trackingNumber}.`,
    expected(parcel, props.timeZone),
    parcel.trackingUrl,
  ];
  return section(parcelTitle(props.parcels, index), lines.filter(Boolean).join("\n"));
}
