"use client";

import { useSyncExternalStore } from "react";
import { onReturn } from "./on-return";

/** Said on the window when a script has changed the cart. */
const changed = "holdfast:cart-changed";

export const tellCartChanged = (): boolean => window.dispatchEvent(new Event(changed));

function subscribe(again: () => void): () => void {
  window.addEventListener(changed, again);
  const stop = onReturn(again);
  return () => {
    window.removeEventListener(changed, again);
    stop();
  };
}

const read = (): number => Number(/(?:^|; )holdfast_cart_units=(\d+)/.exec(document.cookie)?.[1] ?? 0);

/** How many units are in the cart, from the cookie beside it: the page around may come from a cache. */
export const useCartUnits = (): number => useSyncExternalStore(subscribe, read, () => 0);
