import { paragraphs } from "./content";
import { moment } from "./format";
import { Action, P, Small, Title } from "./parts";
import type { AccountLinkProps } from "./props";
import type { Template } from "./template";

const todo = "Confirm that this is your address, with the password you chose. Then your account is ready.";
const orders = "Orders that you placed with this address are in it from then on.";
const stranger =
  "If you didn’t register, do nothing: without this mail and the password the account never comes to be.";

const until = ({ validUntil, timeZone }: AccountLinkProps) =>
  `The link is good once, until ${moment(validUntil, timeZone)}.`;

export const verifyEmail: Template<AccountLinkProps> = {
  reader: "account",
  secret: true,
  subject: () => "Confirm your e-mail address",
  preview: () => todo,
  html: (props) => (
    <>
      <Title>Confirm your e-mail address</Title>
      <P>
        {todo} {orders}
      </P>
      <Action href={props.linkUrl}>Confirm my address</Action>
      <Small>
        {until(props)} {stranger}
      </Small>
    </>
  ),
  text: (props) =>
    paragraphs(`${todo} ${orders}`, `Confirm my address:\n${props.linkUrl}`, `${until(props)} ${stranger}`),
};
