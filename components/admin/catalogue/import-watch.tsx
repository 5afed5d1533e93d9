"use client";

import { useRouter } from "next/navigation";
import { useEffect, useTransition } from "react";

/** Keeps an import's page true while it is moving: asks again a second after the last answer, never two at a time. */
export function ImportWatch() {
  const router = useRouter();
  const [asking, ask] = useTransition();
  useEffect(() => {
    if (asking) return;
    const timer = setTimeout(() => ask(() => router.refresh()), 1_000);
    return () => clearTimeout(timer);
  }, [asking, router]);
  return null;
}
