"use client";

import { useSyncExternalStore } from "react";

/** Said on the window when a script has changed the cart. */
const changed = "holdfast:cart-changed";

export const tellCartChanged = (): boolean => window.dispatchEvent(new Event(changed));

function subscribe(again: () => void): () => void {
  // Another tab may have changed the cart while this one was in the background.
  const events = [changed, "focus", "pageshow", "popstate"];
  for (const name of events) window.addEventListener(name, again);
  document.addEventListener("visibilitychange", again);
  return () => {
    for (const name of events) window.removeEventListener(name, again);
    document.removeEventListener("visibilitychange", again);
  };
}

const read = (): number => Number(/(?:^|; )holdfast_cart_units=(\d+)/.exec(document.cookie)?.[1] ?? 0);

/** How many units are in the cart, from the cookie beside it: the page around may come from a cache. */
export const useCartUnits = (): number => useSyncExternalStore(subscribe, read, () => 0);
