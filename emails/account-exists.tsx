import { paragraphs } from "./content";
import { moment } from "./format";
import { A, Action, P, Small, Title } from "./parts";
import type { AccountLinkProps } from "./props";
import type { Template } from "./template";

/** Somebody typed an address that has an account: to register, or to move their own account to it. */
export type AccountExistsProps = AccountLinkProps & { tried: "register" | "change_email"; signInUrl: string };

const story = {
  register:
    "Somebody, probably you, wanted to register with this address. You have an account with it already.",
  change_email:
    "Somebody, probably you, wanted to use this address for another account. It has an account of its own already.",
} as const;
const forgot = "Sign in as always, or choose a new password if you don’t remember yours.";
const stranger =
  "If it wasn’t you, do nothing: your account is as it was, and nobody was told that there is one.";

const until = ({ validUntil, timeZone }: AccountLinkProps) =>
  `The link for a new password is good once, until ${moment(validUntil, timeZone)}.`;

export const accountExists: Template<AccountExistsProps> = {
  reader: "account",
  secret: true,
  subject: () => "You have an account already",
  preview: () => forgot,
  html: (props) => (
    <>
      <Title>You have an account already</Title>
      <P>
        {story[props.tried]} {forgot}
      </P>
      <Action href={props.signInUrl}>Sign in</Action>
      <P>
        <A href={props.linkUrl}>Choose a new password</A>
      </P>
      <Small>
        {until(props)} {stranger}
      </Small>
    </>
  ),
  text: (props) =>
    paragraphs(
      `${story[props.tried]} ${forgot}`,
      `Sign in:\n${props.signInUrl}`,
      `Choose a new password:\n${props.linkUrl}`,
      `${until(props)} ${stranger}`,
    ),
};
