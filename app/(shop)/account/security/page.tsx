import type { Metadata } from "next";
import { deviceWords } from "@/components/account/device-words";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { PageHeader } from "@/components/ui/page-header";
import { SubmitButton } from "@/components/ui/submit-button";
import { Time } from "@/components/ui/time";
import { accountGate } from "@/server/auth/account-gate";
import { visitorContext } from "@/server/auth/gates";
import { sessionsOf, wallClock } from "@/server/auth/user-sessions";
import { accountDetails } from "@/server/domain/account/account.queries";
import { readSettings } from "@/server/domain/settings/settings";
import { signOutElsewhere, signOutThere } from "./actions";

export const metadata: Metadata = { title: "Where you are signed in" };

type Query = Promise<{ ended?: string; refused?: string }>;

export default async function SecurityPage({ searchParams }: { searchParams: Query }) {
  const shopper = await accountGate("/account/security");
  const [{ ended, refused }, ctx] = await Promise.all([searchParams, visitorContext()]);
  const [sessions, { secondFactor }, { timeZone }] = await Promise.all([
    sessionsOf(ctx, shopper.id),
    accountDetails(ctx, shopper.id),
    readSettings(ctx),
  ]);
  const elsewhere = sessions.filter(({ id }) => id !== shopper.session);
  const now = wallClock();
  return (
    <>
      <PageHeader
        voice="shop"
        title="Where you are signed in"
        summary="You don’t know one of these? Sign it out, then change your password."
      />
      {ended && (
        <Callout tone="positive" live="status" className="mb-6">
          {elsewhere.length === 0 ? "You are signed in only here." : "Signed out there."}
        </Callout>
      )}
      {refused && (
        <Callout tone="warning" live="alert" className="mb-6">
          That did not work. Try again in a minute.
        </Callout>
      )}
      <ul className="divide-y border-y">
        {sessions.map((session) => {
          const device = deviceWords(session.agent);
          return (
            <li key={session.id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-4">
              <div className="min-w-0">
                <p className="flex flex-wrap items-center gap-2 font-semibold">
                  {device}
                  {session.id === shopper.session && <Badge accent>This browser</Badge>}
                </p>
                <p className="text-sm text-muted">
                  Last here <Time at={session.lastSeenAt} now={now} timeZone={timeZone} />, signed in{" "}
                  <Time at={session.createdAt} timeZone={timeZone} />
                  {session.address && session.address !== "local" && <> from {session.address}</>}
                </p>
              </div>
              {session.id !== shopper.session && (
                <form action={signOutThere}>
                  <input type="hidden" name="session" value={session.id} />
                  <SubmitButton look="secondary" size="sm" aria-label={`Sign out ${device}`}>
                    Sign out
                  </SubmitButton>
                </form>
              )}
            </li>
          );
        })}
      </ul>
      {elsewhere.length > 0 && (
        <form action={signOutElsewhere} className="mt-6">
          <SubmitButton look="secondary" pendingLabel="Signing out…">
            Sign out everywhere else
          </SubmitButton>
        </form>
      )}
      <section aria-labelledby="factor" className="mt-12 grid justify-items-start gap-3 border-t pt-6">
        <h2 id="factor" className="font-display text-xl">
          Second factor
        </h2>
        <p className="text-muted">
          {secondFactor
            ? "It is on: besides your password, a code from your phone is asked when you sign in."
            : "A code from your phone besides the password keeps others out who know it."}
        </p>
        {!secondFactor && (
          <ButtonLink href="/sign-in/second-factor?from=/account/security">Set it up</ButtonLink>
        )}
      </section>
    </>
  );
}
