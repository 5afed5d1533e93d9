"use client";

import { usePathname } from "next/navigation";
import { TabNav } from "@/components/ui/tab-nav";

const sections = [
  { href: "/account", label: "Overview" },
  { href: "/account/orders", label: "Orders" },
  { href: "/account/addresses", label: "Addresses" },
  { href: "/account/details", label: "Details" },
  { href: "/account/security", label: "Security" },
];

export function AccountNav() {
  const path = usePathname();
  const here = (href: string) => (href === "/account" ? path === href : path.startsWith(href));
  return (
    <TabNav label="Your account" items={sections.map((item) => ({ ...item, current: here(item.href) }))} />
  );
}
