/** The parts of the shop that an act can be about, and the tables of each. */
export const areas = {
  orders: {
    label: "Orders",
    tables: [
      "orders",
      "order_line",
      "order_hold",
      "backorder",
      "reservation",
      "customer",
      "customer_address",
    ],
  },
  money: {
    label: "Money",
    tables: ["payment", "refund", "dispute", "reconciliation", "reconciliation_difference"],
  },
  fulfilment: {
    label: "Fulfilment",
    tables: [
      "shipment",
      "shipment_line",
      "shipment_package",
      "package_line",
      "parcel",
      "shipment_issue",
      "manifest",
      "wave",
      "packaging",
    ],
  },
  inventory: {
    label: "Inventory",
    tables: ["stock_level", "lot", "stock_count", "stock_count_line", "transfer", "transfer_line"],
  },
  purchasing: {
    label: "Purchasing",
    tables: ["purchase_order", "purchase_order_line", "supplier", "supplier_item", "reorder_rule"],
  },
  catalogue: {
    label: "Catalogue",
    tables: ["product", "variant", "product_image", "category", "catalogue_import", "review"],
  },
  settings: {
    label: "Settings",
    tables: ["setting", "location", "tax_rate", "shipping_rate", "mail_block", "crm_backfill", "policy_run"],
  },
  people: {
    label: "Staff and sign-ins",
    tables: ["app_user", "account_link", "user_session", "failed_sign_in"],
  },
  exports: { label: "Exports", tables: ["export"] },
} as const;

export type Area = keyof typeof areas;
export const isArea = (value: unknown): value is Area =>
  typeof value === "string" && Object.hasOwn(areas, value);
