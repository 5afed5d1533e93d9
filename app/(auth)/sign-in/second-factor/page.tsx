import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { QrCode } from "@/components/second-factor/qr-code";
import { SetUpSecondFactor } from "@/components/second-factor/set-up";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { visitorStanding } from "@/server/auth/gates";
import { isStaff } from "@/server/auth/roles";
import { actorOf } from "@/server/auth/sessions";
import type { Standing } from "@/server/auth/standing";
import { app, contextFor } from "@/server/composition";
import { factorAddress, spelled } from "@/server/domain/second-factor/codes";
import { beginSecondFactor } from "@/server/domain/second-factor/set-up-second-factor";
import { readSettings } from "@/server/domain/settings/settings";
import { signOutAction } from "../actions";
import { setUpAction } from "./actions";
import { CodeForm } from "./code-form";
import { goesTo } from "./goes-to";

export const metadata: Metadata = { title: "Second factor", robots: { index: false } };

type Query = Promise<{ from?: string | string[] }>;

export default async function SecondFactorPage({ searchParams }: { searchParams: Query }) {
  const standing = await visitorStanding();
  const { from: given } = await searchParams;
  const from = String(given ?? "");
  if (!standing) redirect(from ? `/sign-in?from=${encodeURIComponent(from)}` : "/sign-in");
  const { user } = standing;
  const asks = standing.kind === "half" && standing.needs === "code";
  return (
    <main id="main" className="mx-auto grid min-h-dvh max-w-md content-center px-gutter py-12">
      <Link
        href="/"
        look="plain"
        className="mb-8 justify-self-start print:hidden"
        aria-label="Holdfast Goods, to the shop"
      >
        {/* biome-ignore lint/performance/noImgElement: a small SVG; there is nothing to optimise */}
        <img src="/logo.svg" alt="" width={44} height={44} className="size-11" />
      </Link>
      <h1 className="font-display text-3xl">{asks ? "One more step" : "Set up your second factor"}</h1>
      <p className="mt-2 mb-6 text-muted">
        {asks
          ? `You are signing in as ${user.name}.`
          : `A code from your phone besides the password keeps ${user.name}’s account yours.`}
      </p>
      {asks ? (
        <CodeForm from={from} />
      ) : (
        // The same form in every state: it has to be there to show the recovery codes it was answered with.
        <SetUpSecondFactor
          action={setUpAction}
          secret={await secretOf(standing)}
          onward={{
            href: goesTo(user.role, from),
            label: isStaff(user.role) ? "Go to the console" : "Go to the shop",
          }}
        />
      )}
      {standing.kind === "in" && !standing.secondFactor && (
        <Link href={goesTo(user.role, from)} look="muted" className="mt-6 justify-self-start print:hidden">
          Not now
        </Link>
      )}
      <form action={signOutAction} className="mt-8 border-t pt-4 text-sm print:hidden">
        <span className="text-muted">Not you? </span>
        <Button type="submit" look="link" size="sm">
          Sign in as somebody else
        </Button>
      </form>
    </main>
  );
}

/** What there is to scan; null for whoever has it on already. */
async function secretOf({ kind, user, ...standing }: Standing) {
  if (kind === "in" && "secondFactor" in standing && standing.secondFactor) return null;
  const { env } = app();
  const ctx = contextFor(actorOf(user));
  const [{ secret, email }, { shopName }] = await Promise.all([
    beginSecondFactor(ctx, { userId: user.id, authSecret: env.AUTH_SECRET }),
    readSettings(ctx),
  ]);
  return {
    picture: (
      <QrCode text={factorAddress(secret, email, shopName)} label="QR code for your authenticator app" />
    ),
    spelled: spelled(secret),
  };
}
