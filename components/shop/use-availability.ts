"use client";

import { useEffect, useState } from "react";
import { shopApi } from "./shop-api";

/** What is left of some SKUs now; until the answer is here, and if it never comes, what the page was made with. */
export function useAvailability(
  skus: readonly string[],
  known: Record<string, number>,
): Record<string, number> {
  const [live, setLive] = useState<Record<string, number>>();
  const asked = skus.join(" ");
  useEffect(() => {
    const leaving = new AbortController();
    const ask = () =>
      shopApi.catalogue.availability
        .query({ skus: asked.split(" ") }, { signal: leaving.signal })
        .then(setLive)
        .catch(() => undefined);
    void ask();
    // Coming back to the tab is the moment to look again.
    const again = () => {
      if (document.visibilityState === "visible") void ask();
    };
    document.addEventListener("visibilitychange", again);
    return () => {
      leaving.abort();
      document.removeEventListener("visibilitychange", again);
    };
  }, [asked]);
  return live ?? known;
}
