/** How many empty rows the form ends with: pressing *Save* brings the next ones, so it works without scripts. */
export const blankRows = 3;

/** The form's fields as the command takes them: `quantity-<line>`, `remove-<line>`, `sku-<row>`, `units-<row>`. */
export function editFrom(typed: Record<string, string>) {
  const numbered = (prefix: string) =>
    Object.entries(typed).flatMap(([name, value]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), value.trim()] as const] : [],
    );
  const units = (value: string) => (value === "" ? undefined : Number(value));
  return {
    purchaseOrder: typed.purchaseOrder,
    note: typed.note?.replaceAll("\r\n", "\n"),
    lines: numbered("quantity-").map(([line, value]) => ({ line, quantity: units(value) })),
    remove: numbered("remove-").map(([line]) => line),
    add: numbered("sku-").flatMap(([row, sku]) =>
      sku === "" ? [] : [{ sku, quantity: units(typed[`units-${row}`] ?? "") }],
    ),
  };
}
