"use client";

import { useEffect } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export default function ShopError({
  error,
  retry,
}: {
  error: Error & { digest?: string };
  retry: () => void;
}) {
  useEffect(() => console.error(error), [error]);
  return (
    <EmptyState
      as="h1"
      title="Something broke on our side"
      picture="/illustrations/order-cancelled.svg"
      action={
        <>
          <Button look="primary" onClick={retry}>
            Try again
          </Button>
          <ButtonLink href="/">Go to the shop</ButtonLink>
        </>
      }
    >
      <p>Your cart and your orders are safe. Try again in a moment.</p>
      {error.digest && <p className="mt-2 text-sm">If you write to us, name this: {error.digest}</p>}
    </EmptyState>
  );
}
