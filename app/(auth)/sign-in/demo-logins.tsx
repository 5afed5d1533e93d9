"use client";

import { useActionState } from "react";
import { SubmitButton } from "@/components/ui/submit-button";
import { type SignInState, signInAction } from "./actions";

const people = [
  { email: "warehouse@holdfast.test", who: "Warehouse", does: "picks, packs and ships" },
  { email: "manager@holdfast.test", who: "Manager", does: "also sees money and policies" },
  { email: "admin@holdfast.test", who: "Admin", does: "may do everything" },
  { email: "shopper@holdfast.test", who: "Shopper", does: "has an account in the shop" },
] as const;

/** The demo shop's people, one press each. Only rendered with DEMO=1. */
export function DemoLogins({ from }: { from: string }) {
  const [state, act] = useActionState<SignInState, FormData>(signInAction, { email: "", fault: null });
  return (
    <section aria-labelledby="demo" className="mt-10 border-t pt-6">
      <h2 id="demo" className="font-semibold">
        This is a demo
      </h2>
      <p className="mt-1 text-sm text-muted">
        Everybody’s password is <code className="font-mono text-ink">holdfast-demo</code>. Or go straight in
        as:
      </p>
      {state.fault && (
        <p role="alert" className="mt-3 text-sm font-medium text-critical">
          {state.fault}
        </p>
      )}
      <ul className="mt-3 divide-y border-y">
        {people.map(({ email, who, does }) => (
          <li key={email}>
            <form action={act} className="flex min-h-touch items-center gap-3 py-1.5">
              <input type="hidden" name="from" value={from} />
              <input type="hidden" name="email" value={email} />
              <input type="hidden" name="password" value="holdfast-demo" />
              <p className="min-w-0 flex-1 text-sm">
                <span className="font-medium">{who}</span> <span className="text-muted">{does}</span>
              </p>
              <SubmitButton look="secondary" size="sm" aria-label={`Sign in as ${who}`}>
                Sign in
              </SubmitButton>
            </form>
          </li>
        ))}
      </ul>
    </section>
  );
}
