"use client";

import { ShoppingBag } from "lucide-react";
import { usePathname } from "next/navigation";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { useCartUnits } from "./cart-units";

export function CartLink() {
  // Read again after every move: an order empties the cart on the server.
  usePathname();
  const units = useCartUnits();
  return (
    <ButtonLink
      href="/cart"
      look="quiet"
      prefetch={false}
      icon={<ShoppingBag aria-hidden />}
      className="max-sm:px-2"
    >
      Cart
      {units > 0 && (
        <Badge accent>
          {units}
          <span className="sr-only"> {units === 1 ? "item" : "items"}</span>
        </Badge>
      )}
    </ButtonLink>
  );
}
