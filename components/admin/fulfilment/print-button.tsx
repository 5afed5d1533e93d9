"use client";

import { Printer } from "lucide-react";
import { Button } from "@/components/ui/button";

export function PrintButton({ children }: { children: string }) {
  return (
    <Button look="primary" size="lg" icon={<Printer aria-hidden />} onClick={() => window.print()}>
      {children}
    </Button>
  );
}
