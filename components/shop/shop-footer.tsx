import { Link } from "@/components/ui/link";
import { helpTopics } from "./help-topics";

const row = "inline-flex min-h-8 items-center";

export function ShopFooter({ categories }: { categories: readonly { slug: string; name: string }[] }) {
  return (
    <footer className="border-t bg-well/50 print:hidden">
      <div className="mx-auto grid max-w-page gap-x-12 gap-y-8 px-gutter py-10 text-sm sm:grid-cols-[2fr_1fr_1fr]">
        <div className="max-w-prose">
          <p className="font-display text-lg">Holdfast Goods</p>
          <p className="mt-2 text-muted">
            Useful things for the kitchen, the workshop and the garden, made to be kept. What you order is
            held for you from the moment you order it: nobody else can buy the last one while you pay.
          </p>
        </div>
        <nav aria-label="Help">
          <p className="font-semibold">Help</p>
          <ul className="mt-1">
            {helpTopics.map(({ slug, title }) => (
              <li key={slug}>
                <Link href={`/help/${slug}`} look="plain" className={row}>
                  {title}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <nav aria-label="Shop">
          <p className="font-semibold">Shop</p>
          <ul className="mt-1">
            <li>
              <Link href="/products" look="plain" className={row}>
                Everything
              </Link>
            </li>
            {categories.map(({ slug, name }) => (
              <li key={slug}>
                <Link href={`/products?category=${slug}`} look="plain" className={row}>
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      </div>
      <div className="mx-auto max-w-page px-gutter">
        <div className="flex flex-wrap justify-between gap-x-6 gap-y-2 border-t py-5 text-sm text-muted">
          <p>Prices are in US dollars. Tax is added at checkout.</p>
          <Link href="/sign-in" look="muted" prefetch={false}>
            Staff sign-in
          </Link>
        </div>
      </div>
    </footer>
  );
}
