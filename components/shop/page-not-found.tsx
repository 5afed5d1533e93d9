import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export function PageNotFound() {
  return (
    <EmptyState
      as="h1"
      title="There is nothing here"
      picture="/illustrations/nothing-found.svg"
      action={
        <ButtonLink href="/products" look="primary">
          See everything we sell
        </ButtonLink>
      }
    >
      The page may have moved, or we no longer sell what was on it. If the link came in an e-mail of ours,
      open it from there once more.
    </EmptyState>
  );
}
