import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { palette } from "./styles";

const css = readFileSync(new URL("../app/globals.css", import.meta.url), "utf8");

test.each(Object.entries(palette))("%s is the shop's", (name, { light, dark }) => {
  expect(css).toContain(`--${name}: light-dark(${light}, ${dark});`);
});
