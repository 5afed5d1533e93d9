"use client";

/** Calls `again` whenever this page comes back to the front: another tab may have changed a cookie meanwhile. */
export function onReturn(again: () => void): () => void {
  const events = ["focus", "pageshow", "popstate"];
  for (const name of events) window.addEventListener(name, again);
  document.addEventListener("visibilitychange", again);
  return () => {
    for (const name of events) window.removeEventListener(name, again);
    document.removeEventListener("visibilitychange", again);
  };
}
