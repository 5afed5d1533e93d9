import { Printer } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Menu, MenuFile } from "@/components/ui/menu";

const papers = {
  "pick-lists": ["Pick list", "Pick list"],
  "packing-slips": ["Packing slip", "Packing slips"],
  "shipping-labels": ["Shipping labels", "Shipping labels"],
  "customs-invoices": ["Commercial invoice", "Commercial invoices"],
} as const;
export type Paper = keyof typeof papers;

type Props = { shipments: readonly string[]; kinds: readonly Paper[]; wordless?: boolean };

/** What can be printed about one shipment, or about several at once. */
export function PaperMenu({ shipments, kinds, wordless = false }: Props) {
  return (
    <Menu
      trigger={
        <Button look="quiet" icon={<Printer aria-hidden />} disabled={shipments.length === 0}>
          <span className={wordless ? "max-sm:sr-only" : ""}>Print</span>
        </Button>
      }
    >
      {kinds.map((kind) => (
        <MenuFile key={kind} href={`/api/documents/${kind}?shipments=${shipments.join(",")}`}>
          {papers[kind][shipments.length === 1 ? 0 : 1]}
        </MenuFile>
      ))}
    </Menu>
  );
}
