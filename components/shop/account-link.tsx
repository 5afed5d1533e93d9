"use client";

import { CircleUserRound } from "lucide-react";
import { usePathname } from "next/navigation";
import { useSyncExternalStore } from "react";
import { ButtonLink } from "@/components/ui/button";
import { onReturn } from "./on-return";

type Who = "shopper" | "staff" | "nobody" | "unknown";

const read = (): Who => {
  const found = /(?:^|; )holdfast_signed_in=(shopper|staff)/.exec(document.cookie)?.[1];
  return found === "shopper" || found === "staff" ? found : "nobody";
};

const places = {
  shopper: { href: "/account", label: "Account" },
  staff: { href: "/admin", label: "Console" },
  nobody: { href: "/sign-in", label: "Sign in" },
  // Without scripts: the account's own page asks who it is.
  unknown: { href: "/account", label: "Account" },
} as const;

/** Where somebody's own things are. The page around may come from a cache, so it is decided in the browser. */
export function AccountLink() {
  // Read again after every move: signing in and out are moves.
  usePathname();
  const { href, label } = places[useSyncExternalStore<Who>(onReturn, read, () => "unknown")];
  return (
    <ButtonLink
      href={href}
      look="quiet"
      prefetch={false}
      icon={<CircleUserRound aria-hidden />}
      className="max-sm:aspect-square max-sm:px-0"
    >
      <span className="max-sm:sr-only">{label}</span>
    </ButtonLink>
  );
}
