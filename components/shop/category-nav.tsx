import { Link } from "@/components/ui/link";

const item =
  "flex min-h-11 items-center whitespace-nowrap text-sm font-medium underline-offset-[0.35em] hover:decoration-accent";

/** The shelves, side by side; on a phone they scroll sideways. */
export function CategoryNav({ categories }: { categories: readonly { slug: string; name: string }[] }) {
  return (
    <nav aria-label="Shelves" className="-mx-gutter overflow-x-auto px-gutter [scrollbar-width:none]">
      <ul className="flex gap-6">
        <li>
          <Link href="/products" look="plain" className={item}>
            Everything
          </Link>
        </li>
        {categories.map(({ slug, name }) => (
          <li key={slug}>
            <Link href={`/products?category=${slug}`} look="plain" className={item}>
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
