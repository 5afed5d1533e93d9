import NextLink from "next/link";
import { SearchForm } from "@/components/ui/search-input";
import { AccountLink } from "./account-link";
import { CartLink } from "./cart-link";
import { CategoryNav } from "./category-nav";

export function ShopHeader({ categories }: { categories: readonly { slug: string; name: string }[] }) {
  return (
    <header className="border-b bg-paper print:hidden">
      <div className="mx-auto max-w-page px-gutter">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-3 sm:gap-x-6 py-3 sm:py-4">
          <NextLink href="/" className="flex min-h-11 items-center gap-2 rounded-xs sm:gap-2.5">
            {/* biome-ignore lint/performance/noImgElement: a small SVG; there is nothing to optimise */}
            <img src="/logo.svg" alt="" width={32} height={32} className="size-8" />
            <span className="font-display text-lg whitespace-nowrap sm:text-xl">Holdfast Goods</span>
          </NextLink>
          <div className="order-last w-full sm:order-none sm:mx-auto sm:w-auto sm:max-w-md sm:flex-1">
            <SearchForm action="/products" label="Search the shop" placeholder="Search the shop" />
          </div>
          <div className="ms-auto flex items-center sm:ms-0 sm:gap-1">
            <AccountLink />
            <CartLink />
          </div>
        </div>
        <CategoryNav categories={categories} />
      </div>
    </header>
  );
}
