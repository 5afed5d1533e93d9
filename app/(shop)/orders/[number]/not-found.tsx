import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export default function OrderNotFound() {
  return (
    <EmptyState
      as="h1"
      title="This link doesn’t open an order"
      picture="/illustrations/nothing-found.svg"
      action={<ButtonLink href="/">Go to the shop</ButtonLink>}
    >
      <p>
        Use the whole link from the e-mail we sent you about the order: it carries a key, so that nobody else
        can look at it. If it was broken over two lines, copy both.
      </p>
    </EmptyState>
  );
}
