"use client";

import { useEffect, useState } from "react";
import { Time } from "./time";
import type { Place } from "./time-words";

type Props = Place & { at: Date | string; className?: string | undefined };

/** "3 minutes ago", kept true while the page is open. The server, and a page without JavaScript, show the absolute time. */
export function RelativeTime(props: Props) {
  const [now, setNow] = useState<Date>();
  useEffect(() => {
    const tick = () => setNow(new Date());
    tick();
    const timer = setInterval(tick, 30_000);
    return () => clearInterval(timer);
  }, []);
  return <Time {...props} now={now} />;
}
