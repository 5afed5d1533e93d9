import { paragraphs } from "./content";
import { Action, P, Small, Title } from "./parts";
import type { Template } from "./template";

export type BackInStockProps = {
  title: string;
  variant: string | undefined;
  /** Units that can be bought as the mail is written. */
  available: number;
  productUrl: string;
};

const named = ({ title, variant }: BackInStockProps) => (variant ? `${title} (${variant})` : title);

/** Few are worth counting; many are not. */
const left = (available: number) =>
  available === 1
    ? "There is just one."
    : available < 10
      ? `There are ${available}.`
      : "There are enough for now.";

const fair = "Others asked too, and we set none aside: who orders first has it.";
const once = "This is the one mail that you asked for. If you miss it, ask again on the product's page.";

export const backInStock: Template<BackInStockProps> = {
  reader: "waiting",
  topic: "back_in_stock",
  subject: (props) => `${named(props)} is back`,
  preview: ({ available }) => `${left(available)} Who orders first has it.`,
  html: (props) => (
    <>
      <Title>{props.title} is back</Title>
      <P>
        You asked us to tell you when {named(props)} can be bought again. It can. {left(props.available)}
      </P>
      <Action href={props.productUrl}>See it in the shop</Action>
      <Small>
        {fair} {once}
      </Small>
    </>
  ),
  text: (props) =>
    paragraphs(
      `You asked us to tell you when ${named(props)} can be bought again. It can. ${left(props.available)}`,
      `See it in the shop:\n${props.productUrl}`,
      `${fair} ${once}`,
    ),
};
