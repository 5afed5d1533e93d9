import { TabNav } from "@/components/ui/tab-nav";
import { hasRole, type StaffRole } from "@/server/auth/roles";

const tabs = [
  { name: "alerts", href: "/admin/purchasing", label: "Alerts", role: "manager" },
  { name: "orders", href: "/admin/purchasing/orders", label: "Purchase orders", role: "warehouse" },
  { name: "rules", href: "/admin/purchasing/rules", label: "Reorder rules", role: "manager" },
  { name: "suppliers", href: "/admin/purchasing/suppliers", label: "Suppliers", role: "manager" },
] as const;

type Props = { current: (typeof tabs)[number]["name"]; role: StaffRole };

/** The parts of purchasing that a role may open. One part alone needs no tabs. */
export function PurchasingTabs({ current, role }: Props) {
  const shown = tabs.filter((tab) => hasRole(role, tab.role));
  if (shown.length === 1) return null;
  return (
    <TabNav
      label="Purchasing"
      items={shown.map(({ name, href, label }) => ({ href, label, current: name === current }))}
    />
  );
}
