import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { AddToCartForm } from "@/components/forms/add-to-cart-form";
import { BackInStockForm } from "@/components/forms/back-in-stock-form";
import { DeliveryEstimate } from "@/components/shop/delivery-estimate";
import { ProductGallery } from "@/components/shop/product-gallery";
import { Prose } from "@/components/shop/prose";
import { ProductReviews, Stars } from "@/components/shop/reviews";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Link } from "@/components/ui/link";
import { Money } from "@/components/ui/money";
import { type ProductPage as Product, productBySlug } from "@/server/domain/catalogue/catalogue.queries";
import { bySlugSchema } from "@/server/domain/catalogue/catalogue.schema";
import { shopCountries } from "@/server/domain/order/shop-countries";
import { productReviews, type ProductReviews as Reviews } from "@/server/domain/review/review.queries";
import { DomainError } from "@/server/kernel/errors";
import { anybody, shopPlace } from "../../catalogue";

/** Made when first asked for, then served from the cache; what is left comes live into it. */
export const revalidate = 60;
export const generateStaticParams = (): { slug: string }[] => [];

type Props = { params: Promise<{ slug: string }> };

/** An address comes as the browser sends it: "caf%C3%A9" for "café". */
function written(slug: string): string {
  try {
    return decodeURIComponent(slug);
  } catch {
    return slug;
  }
}

const find = cache(async (slug: string): Promise<Product> => {
  try {
    return await productBySlug(anybody(), bySlugSchema.parse({ slug }).slug);
  } catch (error) {
    if (error instanceof DomainError && error.kind === "not_found") notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const product = await find(written((await params).slug));
  return {
    title: product.title,
    description: product.summary,
    alternates: { canonical: `/products/${product.slug}` },
    openGraph: {
      title: product.title,
      description: product.summary,
      url: `/products/${product.slug}`,
      ...(product.image ? { images: [product.image] } : {}),
    },
  };
}

export default async function ProductPage({ params }: Props) {
  const slug = written((await params).slug);
  const [product, reviews, place, countries] = await Promise.all([
    find(slug),
    productReviews(anybody(), slug),
    shopPlace(),
    shopCountries(anybody()),
  ]);
  // The same that the form chooses at first.
  const first = product.variants.find(({ available }) => available > 0) ?? product.variants[0];
  const prices = product.variants.map((variant) => variant.price);
  const from = prices.reduce(
    (least, price) => (price.amount < least.amount ? price : least),
    prices[0] ?? { amount: 0, currency: "USD" },
  );
  const vary = prices.some((price) => price.amount !== from.amount);
  const former = product.variants.find(({ compareAt }) => compareAt)?.compareAt ?? undefined;
  return (
    <article>
      <div className="pt-5">
        <Breadcrumb
          trail={[
            { label: "Everything", href: "/products" },
            { label: product.category.name, href: `/products?category=${product.category.slug}` },
            { label: product.title },
          ]}
        />
      </div>
      <div className="grid gap-x-14 gap-y-8 pt-5 pb-12 lg:grid-cols-2">
        <div className="lg:sticky lg:top-6 lg:self-start">
          <ProductGallery title={product.title} pictures={product.pictures} />
        </div>
        <div className="grid content-start gap-6">
          <header>
            <h1 className="font-display text-3xl sm:text-4xl">{product.title}</h1>
            <p className="mt-2 text-lg text-muted">{product.summary}</p>
            <p className="mt-4 text-xl">
              {vary && "from "}
              <Money value={from} was={vary ? undefined : former} />
            </p>
            {reviews.count > 0 && (
              <p className="mt-1">
                <a
                  href="#reviews"
                  className="inline-flex items-center gap-2 text-sm underline underline-offset-4"
                >
                  <Stars rating={reviews.average} />
                  {reviews.count} {reviews.count === 1 ? "review" : "reviews"}
                </a>
              </p>
            )}
          </header>
          <AddToCartForm
            title={product.title}
            variants={product.variants.map(({ sku, title, price, compareAt, available }) => ({
              ...{ sku, title, price, compareAt, available },
            }))}
          />
          <BackInStockForm
            variants={product.variants.map(({ sku, title, available }) => ({ sku, title, available }))}
          />
          <div className="grid gap-2 border-t pt-5">
            <DeliveryEstimate sku={first?.sku ?? ""} countries={countries}>
              In the United States it is with you in 3 to 5 working days, or 1 to 2 by express. The checkout
              shows every way to your address before you pay.
            </DeliveryEstimate>
            <p className="text-sm">
              <Link href="/help/delivery" look="muted">
                About delivery
              </Link>
            </p>
          </div>
          <div className="border-t pt-6">
            <Prose text={product.body} />
          </div>
        </div>
      </div>
      <ProductReviews reviews={reviews} place={place} />
      <script
        type="application/ld+json"
        // biome-ignore lint/security/noDangerouslySetInnerHtml: our own data as JSON; "<" can't close the tag
        dangerouslySetInnerHTML={{
          __html: JSON.stringify(jsonLd(product, reviews)).replace(/</g, "\\u003c"),
        }}
      />
    </article>
  );
}

/** schema.org, for search engines. */
function jsonLd(product: Product, reviews: Reviews) {
  return {
    "@context": "https://schema.org",
    "@type": "Product",
    name: product.title,
    description: product.summary,
    category: product.category.name,
    offers: product.variants.map((variant) => ({
      "@type": "Offer",
      sku: variant.sku,
      name: variant.title || product.title,
      price: (variant.price.amount / 100).toFixed(2),
      priceCurrency: variant.price.currency,
      availability: `https://schema.org/${variant.available > 0 ? "InStock" : "OutOfStock"}`,
    })),
    ...(reviews.count > 0
      ? {
          aggregateRating: {
            "@type": "AggregateRating",
            ratingValue: reviews.average.toFixed(1),
            reviewCount: reviews.count,
          },
        }
      : {}),
  };
}
