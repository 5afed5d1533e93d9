import type { Metadata } from "next";
import { cookies } from "next/headers";
import { BackInStockFields } from "@/components/forms/back-in-stock-fields";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { answerCookie, readAnswer } from "./answer";

export const metadata: Metadata = { title: "Back in stock", robots: { index: false } };

/** The answer to the form on a product's page, for browsers that run no scripts. */
export default async function BackInStockPage() {
  const answer = readAnswer((await cookies()).get(answerCookie)?.value);
  const on = <ButtonLink href="/products">See what else there is</ButtonLink>;
  if (answer?.asked === "noted")
    return (
      <EmptyState as="h1" title="We will tell you" action={on}>
        One mail, as soon as it can be bought again.
      </EmptyState>
    );
  if (answer?.asked === "in_stock")
    return (
      <EmptyState as="h1" title="There is some already" action={on}>
        It came in a moment ago. Go back to its page and put it in your cart.
      </EmptyState>
    );
  if (!answer?.sku)
    return (
      <EmptyState as="h1" title="What are you waiting for?" action={on}>
        Open the page of what is sold out and leave your e-mail address there.
      </EmptyState>
    );
  return (
    <div className="mx-auto max-w-md pb-12">
      <PageHeader voice="shop" title="Tell me when it is back" />
      <form action="/back-in-stock/ask" method="post" noValidate className="grid gap-4">
        <BackInStockFields
          variants={[{ sku: answer.sku, title: "" }]}
          email={answer.email}
          fault={answer.fault}
          pending={false}
        />
      </form>
    </div>
  );
}
