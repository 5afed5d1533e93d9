import type { MetadataRoute } from "next";
import { helpTopics } from "@/components/shop/help-topics";
import { app } from "@/server/composition";
import { publishedSlugs } from "@/server/domain/catalogue/published-slugs";
import { afterBuild, anybody } from "./(shop)/catalogue";

export const revalidate = 3600;

export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  await afterBuild();
  const shop = app().links.shop;
  const products = await publishedSlugs(anybody());
  return [
    { url: shop },
    { url: `${shop}/products` },
    ...helpTopics.map(({ slug }) => ({ url: `${shop}/help/${slug}` })),
    ...products.map(({ slug, updatedAt }) => ({ url: `${shop}/products/${slug}`, lastModified: updatedAt })),
  ];
}
