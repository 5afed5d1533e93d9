import type { ReactNode } from "react";
import { ShopFrame } from "@/components/shop/shop-frame";
import { afterBuild, cachedCategories } from "./catalogue";

export default async function ShopLayout({ children }: { children: ReactNode }) {
  await afterBuild();
  return <ShopFrame categories={await cachedCategories()}>{children}</ShopFrame>;
}
