import { TabNav } from "@/components/ui/tab-nav";

const tabs = [
  { id: "levels", href: "/admin/inventory", label: "Levels" },
  { id: "counts", href: "/admin/inventory/counts", label: "Counts" },
  { id: "transfers", href: "/admin/inventory/transfers", label: "Transfers" },
  { id: "expiry", href: "/admin/inventory/expiry", label: "Expiry" },
  { id: "proof", href: "/admin/inventory/proof", label: "Stock proof" },
] as const;

/** The parts of the inventory section; stands below the heading of each part's first page. */
export function InventoryTabs({ current }: { current: (typeof tabs)[number]["id"] }) {
  return (
    <div className="mb-4">
      <TabNav
        label="Inventory"
        items={tabs.map(({ id, href, label }) => ({ href, label, current: id === current }))}
      />
    </div>
  );
}
