import { TabNav } from "@/components/ui/tab-nav";

const tabs = [
  { name: "overview", href: "/admin/payments", label: "Overview" },
  { name: "disputes", href: "/admin/payments/disputes", label: "Disputes" },
  { name: "refunds", href: "/admin/payments/refunds", label: "Refunds" },
  { name: "webhooks", href: "/admin/payments/webhooks", label: "Webhooks" },
  { name: "reconciliation", href: "/admin/payments/reconciliation", label: "Reconciliation" },
] as const;

/** The parts of the payments section; stands below the heading of each part's first page. */
export function PaymentsTabs({ current }: { current: (typeof tabs)[number]["name"] }) {
  return (
    <div className="mb-4">
      <TabNav
        label="Payments"
        items={tabs.map(({ name, href, label }) => ({ href, label, current: name === current }))}
      />
    </div>
  );
}
