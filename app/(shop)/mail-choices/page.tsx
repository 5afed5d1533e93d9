import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Checkbox, ChoiceGroup } from "@/components/ui/choice";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { SubmitButton } from "@/components/ui/submit-button";
import type { MailTopic } from "@/emails/template";
import { visitorContext } from "@/server/auth/gates";
import { readMailChoices } from "@/server/auth/mail-choices";
import { app } from "@/server/composition";
import { mailChoicesOf } from "@/server/domain/notification/mail-choices.queries";
import { saveChoices } from "./actions";

export const metadata: Metadata = {
  title: "Mails from us",
  robots: { index: false },
  referrer: "same-origin",
};

const topics: Record<MailTopic, { label: string; hint: string }> = {
  reviews: { label: "How was it?", hint: "One mail after an order has arrived, asking for a review." },
  back_in_stock: {
    label: "Back in stock",
    hint: "One mail when something that you asked for can be bought again.",
  },
  news: { label: "News of the shop", hint: "New goods and offers, now and then." },
};

type Query = Promise<Record<string, string | string[] | undefined>>;
const one = (value: string | string[] | undefined) => (typeof value === "string" ? value : undefined);

/** By the link at the foot of a mail: what its reader wants to hear of. Works without an account and without scripts. */
export default async function MailChoicesPage({ searchParams }: { searchParams: Query }) {
  const query = await searchParams;
  const [to, key] = [one(query.to), one(query.key)];
  const email = readMailChoices({ to, key }, app().env.AUTH_SECRET);
  if (!email)
    return (
      <EmptyState
        as="h1"
        title="This link is not whole"
        action={<ButtonLink href="/">Go to the shop</ButtonLink>}
      >
        Open the one at the foot of a mail of ours; a part of it was lost on the way.
      </EmptyState>
    );
  const { topics: shown, blocked } = await mailChoicesOf(await visitorContext(), email);
  const refused = query.state === "refused";
  return (
    <div className="mx-auto grid max-w-xl gap-6 pb-12">
      <PageHeader
        voice="shop"
        title="What we write to you about"
        summary={<span className="break-words">{email}</span>}
      />
      {query.state === "saved" && (
        <Callout tone="positive" live="status">
          Saved. It holds from now on.
        </Callout>
      )}
      {refused && (
        <Callout tone="critical" live="alert">
          That was too often. Wait a minute and try again.
        </Callout>
      )}
      {blocked && (
        <Callout tone="warning" title="No mail reaches this address">
          Something we sent came back, or was marked as spam, so we have stopped. Write to us to start again.
        </Callout>
      )}
      <form action={saveChoices} className="grid gap-6">
        <input type="hidden" name="to" value={to} />
        <input type="hidden" name="key" value={key} />
        <ChoiceGroup id="topics" legend="Mails you get">
          {shown.map(({ topic, on }) => (
            <Checkbox
              key={`${topic} ${on}`}
              name="topic"
              value={topic}
              defaultChecked={on}
              {...topics[topic]}
            />
          ))}
        </ChoiceGroup>
        <p className="text-sm text-muted">
          What belongs to an order always comes: that it was placed, paid, sent, cancelled or refunded.
        </p>
        <div className="flex flex-wrap gap-3">
          <SubmitButton size="lg" pendingLabel="Saving…">
            Save
          </SubmitButton>
          <SubmitButton size="lg" look="secondary" name="none" value="1">
            Stop all of them
          </SubmitButton>
        </div>
      </form>
    </div>
  );
}
