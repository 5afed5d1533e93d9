import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Callout } from "@/components/ui/callout";
import { Link } from "@/components/ui/link";
import { visitorStanding } from "@/server/auth/gates";
import { localPath } from "@/server/auth/local-path";
import { isStaff } from "@/server/auth/roles";
import { app } from "@/server/composition";
import { DemoLogins } from "./demo-logins";
import { signInFault } from "./faults";
import { SignInForm } from "./sign-in-form";

export const metadata: Metadata = { title: "Sign in", robots: { index: false } };

type Query = Promise<{
  from?: string | string[];
  callbackUrl?: string | string[];
  error?: string | string[];
}>;

export default async function SignInPage({ searchParams }: { searchParams: Query }) {
  const { from, error } = await searchParams;
  const back = localPath(first(from)) ?? "";
  const standing = await visitorStanding();
  if (standing?.kind === "half")
    redirect(`/sign-in/second-factor${back ? `?from=${encodeURIComponent(back)}` : ""}`);
  const user = standing?.user ?? null;
  // A shopper who wants the console needs another sign-in; sending them on would only come back here.
  const wrongPerson = user !== null && !isStaff(user.role) && back.startsWith("/admin");
  if (user && !wrongPerson) redirect(back || (isStaff(user.role) ? "/admin" : "/"));
  const code = first(error);
  return (
    <main id="main" className="mx-auto grid min-h-dvh max-w-md content-center px-gutter py-12">
      <Link
        href="/"
        look="plain"
        className="mb-8 justify-self-start"
        aria-label="Holdfast Goods, to the shop"
      >
        {/* biome-ignore lint/performance/noImgElement: a small SVG; there is nothing to optimise */}
        <img src="/logo.svg" alt="" width={44} height={44} className="size-11" />
      </Link>
      <h1 className="mb-6 font-display text-3xl">Sign in</h1>
      {wrongPerson && (
        <Callout className="mb-6" tone="info" title={`You are signed in as ${user.name}`}>
          That account shops here. Sign in with a staff account to open the console.
        </Callout>
      )}
      <SignInForm from={back} fault={code ? signInFault(code) : null} />
      <p className="mt-8 border-t pt-4 text-sm text-muted">
        New here?{" "}
        <Link
          href={
            back && !back.startsWith("/admin") ? `/register?from=${encodeURIComponent(back)}` : "/register"
          }
        >
          Register
        </Link>
        . Your orders so far are in the account, too.
      </p>
      {app().env.DEMO && <DemoLogins from={back} />}
    </main>
  );
}

const first = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);
