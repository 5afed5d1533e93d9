import { paragraphs } from "./content";
import { moment } from "./format";
import { Action, P, Small, Title } from "./parts";
import type { AccountLinkProps } from "./props";
import type { Template } from "./template";

const story = "Somebody asked for a new password for your account. If it was you, choose one now.";
const ends = "It signs you out wherever you are signed in.";
const stranger = "If it wasn’t you, do nothing: your password stays as it is.";

const until = ({ validUntil, timeZone }: AccountLinkProps) =>
  `The link is good once, until ${moment(validUntil, timeZone)}.`;

export const resetPassword: Template<AccountLinkProps> = {
  reader: "account",
  secret: true,
  subject: () => "Choose a new password",
  preview: () => stranger,
  html: (props) => (
    <>
      <Title>Choose a new password</Title>
      <P>
        {story} {ends}
      </P>
      <Action href={props.linkUrl}>Choose a new password</Action>
      <Small>
        {until(props)} {stranger}
      </Small>
    </>
  ),
  text: (props) =>
    paragraphs(`${story} ${ends}`, `Choose a new password:\n${props.linkUrl}`, `${until(props)} ${stranger}`),
};
