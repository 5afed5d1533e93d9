import { TabNav } from "@/components/ui/tab-nav";

const tabs = [
  { key: "products", href: "/admin/catalogue", label: "Products" },
  { key: "categories", href: "/admin/catalogue/categories", label: "Categories" },
  { key: "import", href: "/admin/catalogue/import", label: "Import and export" },
] as const;

/** The parts of the catalogue section. */
export function CatalogueTabs({ current }: { current: (typeof tabs)[number]["key"] }) {
  return (
    <TabNav
      label="Catalogue"
      items={tabs.map(({ key, href, label }) => ({ href, label, current: key === current }))}
    />
  );
}
