"use client";

import { Button, ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** The last net below a page that broke; what was saved before it is safe. */
export default function PageError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <main id="main" className="px-gutter py-10">
      <EmptyState
        as="h1"
        title="This page didn't load"
        action={
          <>
            <Button look="primary" onClick={retry}>
              Try again
            </Button>
            <ButtonLink href="/">Go to the shop</ButtonLink>
          </>
        }
      >
        The fault is ours. An order or payment that went through before this is safe and isn't sent twice.
      </EmptyState>
    </main>
  );
}
