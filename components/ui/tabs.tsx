"use client";

import { Tabs as Base } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import { tabListStyle, tabStyle } from "./tab-style";

type Tab = { value: string; label: ReactNode; content: ReactNode };

/** Views of one thing without an address of their own; for those with one, see `TabNav`. */
export function Tabs({
  tabs,
  label,
  initial,
}: {
  tabs: readonly Tab[];
  label: string;
  initial?: string | undefined;
}) {
  return (
    <Base.Root defaultValue={initial ?? tabs[0]?.value}>
      <Base.List aria-label={label} className={tabListStyle}>
        {tabs.map((tab) => (
          <Base.Tab key={tab.value} value={tab.value} className={tabStyle}>
            {tab.label}
          </Base.Tab>
        ))}
      </Base.List>
      {tabs.map((tab) => (
        <Base.Panel key={tab.value} value={tab.value} className="pt-5">
          {tab.content}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
