import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export const metadata: Metadata = { title: "Your account is deleted", robots: { index: false } };

export default function GoodbyePage() {
  return (
    <EmptyState
      as="h1"
      title="Your account is deleted"
      picture="/illustrations/empty-cart.svg"
      action={<ButtonLink href="/">Go to the shop</ButtonLink>}
    >
      You are signed out everywhere. What is on its way to you still arrives, and you can always order as a
      guest.
    </EmptyState>
  );
}
