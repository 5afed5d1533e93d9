export const tabListStyle = "flex gap-5 overflow-x-auto border-b [scrollbar-width:none]";

export const tabStyle =
  "-mb-px flex min-h-11 shrink-0 items-center gap-2 border-b-2 border-transparent text-sm font-medium text-muted transition-colors " +
  "hover:text-ink focus-visible:-outline-offset-2 data-active:border-accent data-active:text-ink " +
  "aria-[current=page]:border-accent aria-[current=page]:text-ink";
