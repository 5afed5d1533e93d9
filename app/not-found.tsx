import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export default function NotFound() {
  return (
    <main id="main" className="px-gutter py-10">
      <EmptyState
        as="h1"
        title="There is nothing at this address"
        picture="/illustrations/nothing-found.svg"
        action={
          <ButtonLink look="primary" href="/">
            Go to the shop
          </ButtonLink>
        }
      >
        The link may be old or mistyped. If it came in an e-mail of ours, open it from there once more.
      </EmptyState>
    </main>
  );
}
