"use client";

import { Printer } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";

/** Shown once, right after they were made; what is kept of them can't be read back. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section aria-labelledby="recovery" className="grid gap-4">
      <h2 id="recovery" ref={heading} tabIndex={-1} className="text-lg font-semibold outline-none">
        Your recovery codes
      </h2>
      <Callout tone="warning" title="Print them or write them down now">
        They are shown this once. Each gets you in one time when your phone is lost.
      </Callout>
      <ul className="grid grid-cols-2 gap-x-6 gap-y-1.5 rounded border bg-surface px-5 py-4 font-mono text-lg">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Button
        className="justify-self-start print:hidden"
        icon={<Printer aria-hidden />}
        onClick={() => window.print()}
      >
        Print the codes
      </Button>
    </section>
  );
}
