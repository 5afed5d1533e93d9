import { paragraphs } from "./content";
import { moment } from "./format";
import { Action, P, Small, Title } from "./parts";
import type { AccountLinkProps } from "./props";
import type { Template } from "./template";

const story =
  "You want your account to use this address. Confirm it: from then on you sign in with it, and we write to you there.";
const orders = "Orders that you placed with this address come into your account.";
const stranger = "If it wasn’t you, do nothing: nothing changes.";

const until = ({ validUntil, timeZone }: AccountLinkProps) =>
  `The link is good once, until ${moment(validUntil, timeZone)}.`;

export const changeEmail: Template<AccountLinkProps> = {
  reader: "account",
  secret: true,
  subject: () => "Confirm your new e-mail address",
  preview: () => "Your account keeps the old one until you do.",
  html: (props) => (
    <>
      <Title>Confirm your new e-mail address</Title>
      <P>
        {story} {orders}
      </P>
      <Action href={props.linkUrl}>Use this address</Action>
      <Small>
        {until(props)} {stranger}
      </Small>
    </>
  ),
  text: (props) =>
    paragraphs(`${story} ${orders}`, `Use this address:\n${props.linkUrl}`, `${until(props)} ${stranger}`),
};
