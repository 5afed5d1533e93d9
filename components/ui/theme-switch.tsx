"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useState, useSyncExternalStore } from "react";
import { Button } from "./button";
import { Menu, MenuItem } from "./menu";

type Theme = "light" | "dark" | "system";

const never = () => () => {};

function keptTheme(): Theme {
  const theme = document.documentElement.dataset.theme;
  return theme === "light" || theme === "dark" ? theme : "system";
}

/** Chooses light, dark or the system's; `public/theme.js` applies it before the next page's first paint. */
export function ThemeSwitch() {
  const kept = useSyncExternalStore(never, keptTheme, () => "system" as const);
  const [pressed, setPressed] = useState<Theme>();
  const chosen = pressed ?? kept;
  const choose = (theme: Theme) => () => {
    setPressed(theme);
    if (theme === "system") {
      delete document.documentElement.dataset.theme;
      localStorage.removeItem("theme");
      return;
    }
    document.documentElement.dataset.theme = theme;
    localStorage.setItem("theme", theme);
  };
  const Icon = chosen === "dark" ? Moon : chosen === "light" ? Sun : Monitor;
  return (
    <Menu trigger={<Button look="quiet" square aria-label="Theme" icon={<Icon aria-hidden />} />}>
      <MenuItem icon={<Sun aria-hidden />} onClick={choose("light")}>
        Light
      </MenuItem>
      <MenuItem icon={<Moon aria-hidden />} onClick={choose("dark")}>
        Dark
      </MenuItem>
      <MenuItem icon={<Monitor aria-hidden />} onClick={choose("system")}>
        Like the system
      </MenuItem>
    </Menu>
  );
}
