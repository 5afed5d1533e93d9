import type { ReactNode } from "react";
import { ShopFooter } from "./shop-footer";
import { ShopHeader } from "./shop-header";

type Props = { categories: readonly { slug: string; name: string }[]; children: ReactNode };

/** What stands around every page of the shop. */
export function ShopFrame({ categories, children }: Props) {
  return (
    <div className="flex min-h-dvh flex-col">
      <ShopHeader categories={categories} />
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-page flex-1 px-gutter pb-16 sm:pb-24">
        {children}
      </main>
      <ShopFooter categories={categories} />
    </div>
  );
}
