import type { Metadata } from "next";
import { ProductGrid } from "@/components/shop/product-card";
import { ButtonLink } from "@/components/ui/button";
import { Illustration } from "@/components/ui/illustration";
import { Link } from "@/components/ui/link";
import { afterBuild, cachedCategories, cachedList } from "./catalogue";

export const revalidate = 60;
export const metadata: Metadata = { alternates: { canonical: "/" } };

export default async function HomePage() {
  await afterBuild();
  const [categories, { items }] = await Promise.all([
    cachedCategories(),
    cachedList({ sort: "featured", inStock: true, limit: 100 }),
  ]);
  // One thing from every shelf first, so that the page shows the breadth of the shop.
  const firsts = categories.flatMap(({ slug }) => items.find((item) => item.category === slug) ?? []);
  const featured = [...firsts, ...items.filter((item) => !firsts.includes(item))].slice(0, 8);
  return (
    <>
      <section className="grid items-center gap-8 py-10 sm:py-14 lg:grid-cols-[3fr_2fr] lg:gap-16">
        <div>
          <h1 className="font-display text-4xl sm:text-5xl">Things made to be kept</h1>
          <p className="mt-4 max-w-prose text-lg text-muted">
            Tools, vessels and provisions for a house that is used. Few of everything, chosen for how they
            age.
          </p>
          <div className="mt-6">
            <ButtonLink href="/products" look="primary" size="lg">
              Look at everything
            </ButtonLink>
          </div>
        </div>
        <div aria-hidden className="grid grid-cols-3 gap-3 max-lg:hidden">
          {firsts
            .slice(0, 6)
            .map((item) => item.image && <Illustration key={item.slug} src={item.image} alt="" eager />)}
        </div>
      </section>

      <section aria-labelledby="shelves" className="border-t py-10">
        <h2 id="shelves" className="font-display text-2xl">
          The shelves
        </h2>
        <ul className="mt-5 grid gap-x-8 sm:grid-cols-2 lg:grid-cols-3">
          {categories.map(({ slug, name, description, products, image }) => (
            <li key={slug} className="border-b">
              <Link
                href={`/products?category=${slug}`}
                look="plain"
                className="group flex items-center gap-4 py-3 hover:no-underline"
              >
                {image && <Illustration src={image} alt="" className="w-16 shrink-0" />}
                <span className="min-w-0">
                  <span className="font-display text-lg group-hover:underline">{name}</span>
                  <span className="tabular ms-2 text-sm text-muted">
                    {products} {products === 1 ? "thing" : "things"}
                  </span>
                  <span className="block text-sm text-muted">{description}</span>
                </span>
              </Link>
            </li>
          ))}
        </ul>
      </section>

      <section aria-labelledby="featured" className="pt-6">
        <h2 id="featured" className="mb-6 font-display text-2xl">
          A first look
        </h2>
        <ProductGrid items={featured} />
      </section>
    </>
  );
}
