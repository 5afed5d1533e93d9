import type { Metadata } from "next";
import { PageNotFound } from "@/components/shop/page-not-found";
import { ShopFrame } from "@/components/shop/shop-frame";

export const metadata: Metadata = { title: "Not found" };

/** For addresses outside of everything; made without the database, so that it can always be shown. */
export default function NotFound() {
  return (
    <ShopFrame categories={[]}>
      <PageNotFound />
    </ShopFrame>
  );
}
